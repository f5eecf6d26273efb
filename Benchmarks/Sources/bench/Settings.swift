import Glibc

/// What was asked for.
struct Settings {
  static let usage = """
    usage: bench VANE RIVALS RESULTS MEGABYTES [FOLDER ...]
    VANE     the program to measure          RIVALS     the folder of the rivals' sources
    RESULTS  where the tables are kept       MEGABYTES  of each kind of made runs
    FOLDER   more folders to open on a pseudo-terminal
    VANE_BENCH_DIR     where made runs and rivals are put (/tmp/vane-bench)
    VANE_BENCH_ROUNDS  how often each is run (5)
    VANE_BENCH_ONLY    some of: ingest growth startup large; or soak, which is in none of them
    VANE_SOAK_SECONDS, VANE_SOAK_SEED   how long random keys are pressed (3600), and which (1)
    """

  var vane: String
  var rivals: String
  var results: String
  var megabytes: Int
  var folders: [String]
  var folder: String
  var rounds: Int
  var parts: [String]
  var soakSeconds: Double
  var soakSeed: UInt64
  /// Where the programs of this package are.
  var programs: String
  /// Removed at the end, also after Ctrl-C.
  var scratch: String
  /// What this program was started with: `pip` may need all of it.
  var environment: [String]
  let threads = sysconf(Int32(_SC_NPROCESSORS_ONLN))

  init?(_ words: [String]) {
    guard words.count >= 5, let megabytes = Int(words[4]), megabytes > 0, let end = words[0].lastIndex(of: "/") else {
      return nil
    }
    (vane, rivals, results, self.megabytes) = (words[1], words[2], Self.absolute(words[3]), megabytes)
    folders = Array(words[5...])
    folder = Self.variable("VANE_BENCH_DIR") ?? "/tmp/vane-bench"
    rounds = max(1, Self.variable("VANE_BENCH_ROUNDS").flatMap { Int($0) } ?? 5)
    let all = ["ingest", "growth", "startup", "large"]
    let asked = Self.variable("VANE_BENCH_ONLY")?.split(separator: " ").map(String.init) ?? all
    guard asked.allSatisfy((all + ["soak"]).contains) else { return nil }
    parts = asked
    programs = String(words[0][..<end])
    soakSeconds = Self.variable("VANE_SOAK_SECONDS").flatMap { Double($0) } ?? 3600
    soakSeed = Self.variable("VANE_SOAK_SEED").flatMap { UInt64($0) } ?? 1
    scratch = "\(folder)/scratch-\(getpid())"
    environment = Child.text(of: "/proc/self/environ").split(separator: "\0").map(String.init)
  }

  /// A soak goes elsewhere before it has results.
  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
