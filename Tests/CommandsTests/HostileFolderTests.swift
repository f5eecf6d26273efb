import Foundation
import Testing

/// Folders in which nothing is what it seems: each is read to its end, in bounded time and memory, and `vane check` says
/// of each file why it was not read.
@Suite struct HostileFolderTests {
  private let program: Program
  private let folder: String

  init() throws {
    program = try Program()
    folder = program.home.appending(path: "runs").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private static let table = "item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\n"

  /// Two minutes and two gibibytes; a program that takes more ends otherwise than it should.
  private func run(_ arguments: String..., as user: [String] = []) throws -> Program.Outcome {
    // A sanitizer takes terabytes of addresses, and uses few of them.
    let isSanitized = ProcessInfo.processInfo.environment["VANE_SANITIZED"] != nil
    let limit = isSanitized ? "" : "ulimit -v 2097152; "
    return try program.run(
      arguments, under: user + ["timeout", "-k", "5", "120", "sh", "-c", limit + "exec \"$0\" \"$@\""])
  }

  private func check(_ name: String = "runs") throws -> Check {
    let outcome = try run("check", program.home.appending(path: name).path, "--format", "json")
    return try Check(outcome)
  }

  private struct Check {
    let status: Int32
    let errors: String
    private var reasons: [String: String] = [:]

    init(_ outcome: Program.Outcome) throws {
      (status, errors) = (outcome.status, outcome.errors)
      let object = try #require(
        try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
        "status \(outcome.status): \(outcome.output.prefix(300)) \(outcome.errors.prefix(2000))")
      for file in object["files"] as? [[String: Any]] ?? [] {
        let path = file["path"] as? String ?? ""
        let reason = file["reason"] as? String ?? ""
        reasons[String(path.split(separator: "/").last ?? "")] = "\(file["status"] as? String ?? ""): \(reason)"
      }
    }

    /// `rejected: says why`.
    subscript(name: String) -> String { reasons[name] ?? "not found" }
  }

  @Test func pipesSocketsAndDevicesAreNeverOpened() throws {
    defer { program.remove() }
    let own = ["vane.toml", "vane-flags.jsonl", "vane-lineups.jsonl", "vane-plans.jsonl", "a.jsonl"]
    for name in own { #expect(mkfifo("\(folder)/\(name)", 0o666) == 0) }
    try Self.makeSocket(at: folder + "/s.jsonl")
    for (name, target) in [("zero.jsonl", "/dev/zero"), ("tty.json", "/dev/tty"), ("pipe.csv", folder + "/a.jsonl")] {
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
    }
    try program.write(Self.table, to: "runs/mine.csv")
    let check = try check()
    #expect(check["mine.csv"] == "read: ")
    for name in own + ["s.jsonl", "zero.jsonl", "tty.json", "pipe.csv"] {
      #expect(check.errors.contains("\(folder)/\(name): not a regular file"), "\(name)")
    }
    // What people write is looked for by its name.
    for command in [["flags", "list"], ["plan", "list"], ["lineup", "--rounds"], ["trends"], ["report"]] {
      let outcome = try program.run(command + [folder], under: ["timeout", "60"])
      #expect(outcome.status != 124, "\(command)")
    }
  }

  @Test func linksInACircleAreWalkedOnce() throws {
    defer { program.remove() }
    let files = FileManager.default
    try program.write(Self.table, to: "runs/deep/mine.csv")
    for (name, target) in [
      ("a", "b"), ("b", "a"), ("self", "self"), ("deep/up", ".."), ("deep/root", "/"), ("deep/here", "."),
      ("gone", "/nowhere/at/all"), ("proc", "/proc/self"), ("deep/twice.csv", "mine.csv"),
    ] {
      try files.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
    }
    let check = try check()
    #expect(check["mine.csv"] == "read: ")
    #expect(check.errors.contains("\(folder)/a: links go in a circle"))
    #expect(check.errors.contains("\(folder)/gone: no such file or folder"))
    #expect(check.errors.contains("\(folder)/deep/root: a link to a folder that it lies in"))
    #expect(check.errors.contains("\(folder)/proc: a view of the running system"))
  }

  /// Some files there have no end, and some change what runs when they are opened.
  @Test func linksIntoTheRunningSystemAreLeftAlone() throws {
    defer { program.remove() }
    try program.write(Self.table, to: "runs/deep/mine.csv")
    for (name, target) in [
      ("self.csv", "/proc/self/environ"), ("version.json", "/proc/version"), ("twice.csv", "deep/mine.csv"),
    ] {
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
    }
    let check = try check()
    #expect(check["twice.csv"] == "read: ")
    for name in ["self.csv", "version.json"] {
      #expect(check[name] == "not found")
      #expect(check.errors.contains("\(folder)/\(name): a link into a view of the running system; left alone"))
    }
  }

  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func aFileThatIsNamedTwiceIsReadOnce() throws {
    defer { program.remove() }
    let path = try program.write(Self.table, to: "runs/mine.csv")
    let trace = program.home.appending(path: "trace").path
    var opened: [Int] = []
    for arguments in [[folder], [folder, path], [path, folder], [path, path]] {
      _ = try program.run(
        ["check"] + arguments + ["--no-cache"], under: ["strace", "-f", "-o", trace, "-e", "trace=openat"])
      let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
      opened.append(calls.count { $0.contains("\"\(path)\"") })
    }
    #expect(opened[0] > 0 && Set(opened).count == 1, "\(opened)")
  }

  @Test func aHoleOfTerabytesIsNotRead() throws {
    defer { program.remove() }
    for (name, start) in [
      ("mine.csv", Self.table), ("log.json", #"{"version": 2, "eval": {"task": "t", "model": "m"}, "#),
      ("samples_x.jsonl", #"{"doc_id": 0, "resps": [[["-1", "False"]]], "filtered_resps": [["-1", "False"]]}"# + "\n"),
      ("nothing.jsonl", ""), ("vane.toml", "[files]\n"),
    ] {
      let path = try program.write(start, to: "runs/\(name)")
      #expect(truncate(path, 4 << 40) == 0)
    }
    let check = try check()
    #expect(check["mine.csv"].hasPrefix("read: "))
    #expect(check["samples_x.jsonl"].hasPrefix("read: "))
    for name in ["mine.csv", "samples_x.jsonl", "log.json", "nothing.jsonl"] {
      let told = check.errors.split(separator: "\n").contains {
        $0.contains("/\(name): cannot be read: from byte ") && $0.contains(" on nothing was ever written")
      }
      #expect(told, "\(name)")
    }
    #expect(check.status == 3)
    #expect(check.errors.contains("more than 262144 bytes"))
  }

  /// Each is as long as a file can be, so that together they are longer than 64 bits count.
  @Test func holesThatAreTooLongToAddUpAreNotRead() throws {
    defer { program.remove() }
    // Few file systems have files of that length; that of memory does.
    let folder = "/dev/shm/vane-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["a.csv", "b.csv", "c.csv"] {
      try Data(Self.table.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
      #expect(truncate("\(folder)/\(name)", .max) == 0)
    }
    let check = try Check(try run("check", folder, "--format", "json"))
    for name in ["a.csv", "b.csv", "c.csv"] { #expect(check[name].hasPrefix("read: "), "\(name)") }
    #expect(check.status == 3)
  }

  @Test(arguments: [9_300_000_000, 15_000_000_000, -9_300_000_000]) func aFileMayBeOfAnyYear(seconds: Int) throws {
    defer { program.remove() }
    let path = try program.write(Self.table, to: "runs/mine.csv")
    var times = [timespec(), timespec()]
    for at in times.indices { times[at].tv_sec = seconds }
    #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    #expect(try check()["mine.csv"] == "read: ")
    #expect(try check()["mine.csv"] == "read: ", "from the index")
  }

  /// As root everything may be read: the program is run as nobody.
  @Test func whatMayNotBeReadIsTold() throws {
    defer { program.remove() }
    try program.write(Self.table, to: "runs/mine.csv")
    let file = try program.write(Self.table, to: "runs/secret.csv")
    try program.write(Self.table, to: "runs/closed/mine.csv")
    #expect(chmod(file, 0) == 0 && chmod("\(folder)/closed", 0) == 0 && chmod(program.home.path, 0o755) == 0)
    let nobody = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let outcome = try run("check", folder, "--read-only", "--format", "json", as: nobody)
    let check = try Check(outcome)
    #expect(
      check["secret.csv"]
        == "rejected: cannot be read: Permission denied; check that it is a file and that you may read it")
    #expect(check.errors.contains("\(folder)/closed: may not be read; the folder was not read"))
    #expect(check["mine.csv"] == "read: ")
    #expect(chmod("\(folder)/closed", 0o755) == 0)
  }

  /// As by a network that is away in the middle of it: what is missing must not look as if it had never been there.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func aListingThatBreaksOffIsTold() throws {
    defer { program.remove() }
    try program.write(Self.table, to: "runs/mine.csv")
    let broken = "\(folder)/broken"
    try program.write(Self.table, to: "runs/broken/mine.csv")
    let words = ["strace", "-f", "-o", "/dev/null", "-P", broken, "-e", "inject=getdents64:error=EIO"]
    let check = try Check(run("check", folder, "--format", "json", as: words))
    #expect(check.status == 3)
    #expect(check.errors.contains("\(broken): Input/output error; the rest of the folder was not read"))
    #expect(check["mine.csv"] == "read: ")
  }

  @Test func namesOfAnyBytesAreToldHarmlessly() throws {
    defer { program.remove() }
    let long = String(repeating: "n", count: 255)
    for name in ["\u{1B}]0;title\u{7}\u{1B}[2J.csv", "a\nb.csv", "\u{202E}vsc.txt", "=cmd().csv", "-rf", "'; ls", long]
    {
      try program.write(Self.table, to: "runs/\(name)")
    }
    // No UTF-8, and so no name that Swift can hold.
    let bytes = Array("\(folder)/".utf8) + [0xFF, 0xFE, 0x2E, 0x63, 0x73, 0x76, 0]
    let made = bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644) }
    }
    #expect(made >= 0)
    close(made)
    for format in ["json", "csv", "jsonl", "table"] {
      let outcome = try run("check", folder, "--format", format)
      for text in [outcome.output, outcome.errors] {
        let lines = text.split(separator: "\n")
        #expect(
          lines.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }, "\(format)")
        #expect(!text.contains("\u{202E}"), "\(format)")
      }
      #expect(outcome.errors.contains("its name is not UTF-8; not read; rename it"))
      #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("vane: ") }, "no name makes a line")
    }
  }

  @Test func aThousandFoldersInOneAnotherAreWalked() throws {
    defer { program.remove() }
    // One after the other: the path as a whole is longer than a call may name.
    var descriptor = open(folder, O_RDONLY | O_DIRECTORY)
    for _ in 0..<3000 {
      #expect(mkdirat(descriptor, "d", 0o755) == 0)
      let next = openat(descriptor, "d", O_RDONLY | O_DIRECTORY)
      close(descriptor)
      descriptor = next
    }
    close(descriptor)
    try program.write(Self.table, to: "runs/mine.csv")
    let check = try check()
    #expect(check["mine.csv"] == "read: ")
    #expect(check.errors.contains("File name too long"))
    #expect(try program.run(["--version"], under: ["sh", "-c", "rm -r \(folder)/d; exec \"$0\" \"$@\""]).status == 0)
  }

  @Test func aFolderThatALinkInItLeadsToIsReadWhereItIsNamed() throws {
    defer { program.remove() }
    try program.write(Self.table, to: "runs/mine.csv")
    try program.write(Self.table, to: "runs/deep/other.csv")
    try FileManager.default.createSymbolicLink(atPath: folder + "/deep/up", withDestinationPath: "..")
    let check = try Check(try run("check", folder + "/deep", folder, "--format", "json"))
    #expect(check["mine.csv"] == "read: " && check["other.csv"] == "read: ")
  }

  @Test func aPathThatIsNotThereIsToldOnceAndEndsWithThree() throws {
    defer { program.remove() }
    try program.write(Self.table, to: "runs/mine.csv")
    for command in ["check", "trends", "report"] {
      let outcome = try run(command, folder, folder + "-nowhere")
      #expect(outcome.status == 3, "\(command)")
      #expect(outcome.errors.components(separatedBy: "no such file or folder").count == 2, "\(command)")
    }
  }

  @Test func tenThousandFilesAreEachTold() throws {
    defer { program.remove() }
    for at in 0..<10_000 {
      let file = open("\(folder)/\(at).json", O_CREAT | O_WRONLY, 0o644)
      write(file, "{}", 2)
      close(file)
    }
    let outcome = try run("check", folder, "--format", "jsonl")
    #expect(outcome.output.split(separator: "\n").count == 10_000)
    #expect(outcome.status == 0)
  }

  @Test func textThatIsNoneOfOursSaysWhatItIs() throws {
    defer { program.remove() }
    for name in ["wide.csv", "wide.json"] {
      let text = name.hasSuffix("csv") ? Self.table : #"{"results": {}}"#
      try text.data(using: .utf16)?.write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try program.write("\u{FEFF}" + Self.table, to: "runs/marked.csv")
    try Data(repeating: 0, count: 1 << 20).write(to: URL(filePath: "\(folder)/zeros.json"))
    try program.write("", to: "runs/empty.csv")
    try Data([0x28, 0xB5, 0x2F, 0xFD, 0, 0]).write(to: URL(filePath: "\(folder)/samples.jsonl.zst"))
    let check = try check()
    #expect(check["wide.csv"] == "ignored: text in UTF-16; save it as UTF-8 to have it read")
    #expect(check["wide.json"] == "ignored: text in UTF-16; save it as UTF-8 to have it read")
    #expect(check["marked.csv"] == "read: ")
    #expect(check["zeros.json"] == "ignored: no reader knows this format")
    #expect(check["empty.csv"] == "ignored: empty")
    #expect(check["samples.jsonl.zst"] == "ignored: compressed by zstd; unpack it first")
  }

  private static func makeSocket(at path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // An address has 108 bytes, and the path may be longer.
    let parts = path.split(separator: "/").map(String.init)
    let folder = "/" + parts.dropLast().joined(separator: "/")
    let place = open(folder, O_RDONLY | O_DIRECTORY)
    defer { close(place) }
    let short = Array("/proc/self/fd/\(place)/\(parts.last ?? "")".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      for (at, byte) in short.enumerated() where at < room.count - 1 { room[at] = byte }
    }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    close(descriptor)
    #expect(bound == 0)
  }
}
