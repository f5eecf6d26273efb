import Foundation

/// The built `vane`, run as a script runs it: no terminal, its own cache and home.
struct Program {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  static var sampleRuns: String { repository.appending(path: "SampleRuns").path }

  /// A folder of its own for each test, gone with it.
  let home: URL
  /// What the files are called that take its output, for several at once in one home.
  private let files: String

  init(home: URL, files: String) {
    self.home = home
    self.files = files
  }

  init() throws {
    files = ""
    home = FileManager.default.temporaryDirectory.appending(path: "vane-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: home) }

  @discardableResult func write(_ text: String, to name: String) throws -> String {
    let file = home.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// - Parameters:
  ///   - words: a program that runs it, such as `strace`, with its arguments.
  ///   - folder: where it is started.
  func run(_ arguments: [String], under words: [String] = [], in folder: URL = Self.repository) throws -> Outcome {
    // How the sanitizers are to behave, where the program was built with one: `.ci/sanitize` says it.
    let sanitizers = ProcessInfo.processInfo.environment.filter {
      $0.key.hasSuffix("SAN_OPTIONS") || $0.key == "SWIFT_BACKTRACE"
    }
    let environment = sanitizers.merging([
      "HOME": home.path, "XDG_CACHE_HOME": home.appending(path: "cache").path,
      "XDG_STATE_HOME": home.appending(path: "state").path, "TERM": "dumb", "PATH": "/usr/bin:/bin",
    ]) { $1 }
    // Files, not pipes: a table of any length fits, and nobody has to read while the program writes.
    let (out, err) = (home.appending(path: "out" + files), home.appending(path: "err" + files))
    let child = try Child(
      ["/usr/bin/env", "-C", folder.path] + words + [try Self.built().path] + arguments, environment
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      for (stream, file) in [(Int32(1), out), (2, err)] {
        posix_spawn_file_actions_addopen(&actions, stream, file.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      }
    }
    let status = child.waitForEnd()
    return Outcome(
      status: status, output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  struct NotBuilt: Error, CustomStringConvertible {
    let description: String
  }

  /// Beside the test bundle: `.build/<configuration>/vane`.
  static func built() throws -> URL {
    let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [bundle, bundle.appending(path: ".."), repository.appending(path: ".build/debug")]
    for place in places.map({ $0.appending(path: "vane").standardized })
    where FileManager.default.isExecutableFile(atPath: place.path) {
      return place
    }
    throw NotBuilt(description: "no vane beside \(bundle.path); build it first")
  }
}
