import Foundation
import Testing

/// Whatever an index went through, answers from it are those of a reading without one.
@Suite struct IndexLifeTests {
  private let program: Program
  private var runs: String { program.home.appending(path: "runs").path }
  private var cache: String { program.home.appending(path: "cache/vane").path }

  init() throws { program = try Program() }

  private func answer(_ more: String...) throws -> Program.Outcome {
    try program.run(["trends", runs, "--format", "json", "--quiet"] + more)
  }

  /// Ends in the middle of writing its index: the kernel kills who makes a file larger than so many blocks.
  private func start(upTo blocks: Int) throws -> Program.Outcome {
    let script = "ulimit -c 0; ulimit -f \(blocks); exec \"$@\""
    // Whoever runs the tests may ignore that signal, and its children would too.
    return try program.run(
      ["trends", runs, "--format", "json", "--quiet"], under: ["--default-signal=XFSZ", "sh", "-c", script, "sh"])
  }

  private func expectTruth(_ what: String, _ place: SourceLocation = #_sourceLocation) throws {
    let (fromIndex, cold) = (try answer(), try answer("--no-cache"))
    #expect(fromIndex.output == cold.output, "\(what)", sourceLocation: place)
    #expect(fromIndex.status == cold.status, "\(what): \(fromIndex.errors)", sourceLocation: place)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func anIndexThatLivedThroughKillsAndChangesAnswersAsNoneWould(seed: UInt64) throws {
    defer { program.remove() }
    var living = try LivingRuns(in: runs, seed: seed)
    var story: [String] = []
    for _ in 0..<10 {
      for _ in 0..<living.number(in: 1...3) { story.append(try living.change()) }
      if living.number(in: 0...2) > 0 {
        let blocks = living.number(in: 1...600)
        let killed = try start(upTo: blocks)
        story.append("killed at \(blocks) blocks: \(killed.status)")
        // Whoever is killed in time to answer has answered rightly.
        if killed.status == 0 { #expect(try killed.output == answer("--no-cache").output, "\(story)") }
      }
      try expectTruth("seed \(seed): \(story)")
    }
  }

  /// Two files to a disk, one text to Swift: the index must not take the one that is left for both.
  @Test func ofTwoNamesThatLookAlikeTheOneThatIsGoneIsForgotten() throws {
    defer { program.remove() }
    func write(_ name: String, _ model: String) throws {
      try program.write(
        "model,parameters,item,logp,watched\n\(model),1e6,q1,-1.5,1\n\(model),1e6,q1,-2.5,0\n", to: "runs/\(name)")
    }
    let (one, two) = ("caf\u{E9}.csv", "cafe\u{301}.csv")
    try write(one, "first")
    try write(two, "second")
    try expectTruth("both")
    #expect(try answer().output.contains("\"second\""))
    try FileManager.default.removeItem(atPath: "\(runs)/\(two)")
    try expectTruth("the second is gone")
    #expect(try !answer().output.contains("\"second\""))
    try FileManager.default.moveItem(atPath: "\(runs)/\(one)", toPath: "\(runs)/\(two)")
    try expectTruth("renamed")
    try write(one, "third")
    try expectTruth("another came")
  }

  @Test func anEditThatKeepsSizeAndTimeIsNoticed() throws {
    defer { program.remove() }
    var living = try LivingRuns(in: runs, seed: 6)
    let before = try answer().output
    let log = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: runs).sorted().first { $0.contains("coin_direct") })
    try living.edit("\(runs)/\(log)", keepsTime: true)
    #expect(try answer().output != before)
    try expectTruth("edited \(log)")
  }

  /// A network that is away for a moment: afterwards nothing about the file shows that it was not read.
  @Test(
    .enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"),
    arguments: ["openat:error=ESTALE:when=1", "pread64:error=EIO:when=2"])
  func aLogThatTheDiskRefusedOnceIsReadAgain(fault: String) throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 6)
    let name = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: runs).sorted().first { $0.contains("coin_direct") })
    // What was written just now is read again anyhow.
    usleep(200_000)
    let words = ["strace", "-f", "-o", "/dev/null", "-P", "\(runs)/\(name)", "-e", "inject=\(fault)"]
    let refused = try program.run(["trends", runs, "--format", "json", "--quiet"], under: words)
    #expect(refused.status == 3 && refused.errors.contains("cannot be read: "), "\(refused.errors)")
    try expectTruth("the disk gives \(name) again")
  }

  /// An archive is known by its directory, where its first bytes are not those that Inspect writes.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func aLogThatNoReaderKnewWhileTheDiskRefusedIsReadAgain() throws {
    defer { program.remove() }
    let archive = Program.repository.appending(path: "Tests/ReadersTests/Cases/inspect-eval-zstd-frames/facts.eval")
    var bytes = try Data(contentsOf: archive)
    // Of the first member's name, which counts in the directory alone.
    bytes[30] = UInt8(ascii: "x")
    let log = try program.write("", to: "runs/facts.eval")
    try bytes.write(to: URL(filePath: log))
    // What was written just now is read again anyhow.
    usleep(200_000)
    // Its beginning takes two calls, for it is short.
    let words = ["strace", "-f", "-o", "/dev/null", "-P", log, "-e", "inject=pread64:error=EIO:when=3"]
    let refused = try program.run(["trends", runs, "--format", "json", "--quiet"], under: words)
    #expect(refused.status == 1, "\(refused.errors)")
    #expect(try answer("--no-cache").status != 1)
    try expectTruth("the disk gives the archive again")
  }

  /// Nobody looks at the numbers of a log before it has grown: then all that the index holds is thrown away, in the
  /// middle of a reading that took the other logs for known.
  @Test func numbersThatAreDamagedUnderALogThatGrewCostNoOtherLog() throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 6)
    let name = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: runs).sorted().first { $0.contains("coin_direct") })
    let log = URL(filePath: "\(runs)/\(name)")
    // What was written just now is read again anyhow.
    usleep(200_000)
    _ = try answer()
    let text = try String(contentsOf: log, encoding: .utf8)
    let index = URL(filePath: cache + "/index.sqlite")
    let sound = try Data(contentsOf: index)
    // A log-likelihood that stands there once, and so among the numbers of this log.
    let values = text.split(separator: "\"").filter { $0.hasPrefix("-") }.prefix(20).compactMap { Double($0) }
    let places = values.compactMap { value -> Int? in
      let packed = withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) }
      guard let first = sound.range(of: packed), sound[first.upperBound...].range(of: packed) == nil else { return nil }
      return first.lowerBound
    }
    let place = try #require(places.first, "no number of \(name) is in the index")
    var damaged = sound
    damaged[place] ^= 1
    try damaged.write(to: index)
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data((text.split(separator: "\n")[0] + "\n").utf8))
    try handle.close()
    try expectTruth("\(name) grew")
  }

  /// It looks at other runs, and does not read those again that it throws away with its own.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func whatAnotherVaneThrowsAwayInTheMiddleOfAReadingIsReadAgain() async throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 6)
    let table = "model,parameters,item,logp,watched\napart,1e6,q1,-1.5,1\napart,1e6,q1,-2.5,0\n"
    try program.write(table, to: "others/apart.csv")
    let others = program.home.appending(path: "others").path
    // What was written just now is read again anyhow.
    usleep(200_000)
    _ = try answer()
    _ = try program.run(["trends", others, "--quiet"])
    let index = URL(filePath: cache + "/index.sqlite")
    var damaged = try Data(contentsOf: index)
    var place = damaged.range(of: Data("apart.csv".utf8))
    try #require(place != nil, "the other log is not in the index")
    while let found = place {
      damaged[found.lowerBound] ^= 1
      place = damaged.range(of: Data("apart.csv".utf8), in: found.upperBound..<damaged.endIndex)
    }
    try damaged.write(to: index)
    let late = try program.write(table, to: "runs/late.csv")
    usleep(200_000)
    // It knows the logs by then, and waits for the one that is new.
    let waiting = ["strace", "-f", "-o", "/dev/null", "-P", late, "-e", "inject=openat:delay_enter=4s"]
    let (slow, words) = (Program(home: program.home, files: "slow"), ["trends", runs, "--format", "json", "--quiet"])
    let task = Task { try slow.run(words, under: waiting) }
    for _ in 0..<1000 where !FileManager.default.fileExists(atPath: cache + "/index.sqlite-wal") { usleep(10_000) }
    _ = try program.run(["trends", others, "--quiet"])
    let (outcome, cold) = (try await task.value, try answer("--no-cache"))
    #expect(outcome.output == cold.output && outcome.status == cold.status, "\(outcome.errors)")
  }

  /// On a disk whose clock counts seconds: an edit within the second of another, between two looks.
  @Test(.enabled(if: CoarseDisk.isPossible, "such a disk cannot be mounted here"))
  func anEditInTheSameTickAsTheOneBeforeIsNoticed() throws {
    defer { program.remove() }
    let disk = try CoarseDisk()
    defer { withExtendedLifetime(disk) {} }
    func write(_ logp: Int) throws {
      let rows = ["a-1m,1e6", "a-10m,1e7"].map { "\($0),q1,-\(logp).5,1\n\($0),q1,-2.5,0\n" }.joined()
      try Data(("model,parameters,item,logp,watched\n" + rows).utf8).write(to: URL(filePath: disk.path + "/a.csv"))
    }
    let words = ["trends", disk.path, "--format", "json", "--quiet"]
    while Date.now.timeIntervalSince1970.truncatingRemainder(dividingBy: 1) > 0.1 { usleep(10_000) }
    for logp in 3...5 {
      try write(logp)
      let fromIndex = try program.run(words)
      #expect(try fromIndex.output == program.run(words + ["--no-cache"]).output, "\(logp)")
    }
  }

  /// Where the file system's clock counts ticks and not more: in one of them.
  private func setTimes(of paths: [String]) {
    let times = [timespec](repeating: timespec(tv_sec: 1_795_000_000, tv_nsec: 0), count: 2)
    for _ in 0..<1000 {
      for path in paths { utimensat(AT_FDCWD, path, times, 0) }
      let changes = paths.map { path in
        var status = stat()
        _ = stat(path, &status)
        return [Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec)]
      }
      if Set(changes).count == 1 { return }
    }
  }

  /// To another file of the same size, written in the same moment: nothing else tells the two apart.
  @Test func aLinkThatLeadsElsewhereNowIsNoticed() throws {
    defer { program.remove() }
    var living = try LivingRuns(in: runs, seed: 6)
    let files = FileManager.default
    let name = try #require(try files.subpathsOfDirectory(atPath: runs).sorted().first { $0.contains("coin_direct") })
    let (log, home) = ("\(runs)/\(name)", program.home.path)
    try files.copyItem(atPath: log, toPath: home + "/one")
    try living.edit(log, keepsTime: true)
    try files.moveItem(atPath: log, toPath: home + "/two")
    setTimes(of: [home + "/one", home + "/two"])
    try files.createSymbolicLink(atPath: log, withDestinationPath: home + "/one")
    // The first reads it, the second finds it as it was: what was written just now is not relied on.
    _ = try answer()
    let before = try answer().output
    try files.removeItem(atPath: log)
    try files.createSymbolicLink(atPath: log, withDestinationPath: home + "/two")
    #expect(try answer().output != before)
    try expectTruth("the link to \(name)")
  }

  /// As a copy takes the place of its original: written in one moment, of one size, and now at the other's path.
  @Test func foldersThatChangePlacesAreNoticed() throws {
    defer { program.remove() }
    var living = try LivingRuns(in: runs, seed: 6)
    let files = FileManager.default
    let name = try #require(try files.subpathsOfDirectory(atPath: runs).sorted().first { $0.contains("coin_direct") })
    let (log, other) = ("\(runs)/\(name)", program.home.appending(path: "other").path)
    try files.copyItem(atPath: runs, toPath: other)
    try living.edit(log, keepsTime: true)
    setTimes(of: [log, "\(other)/\(name)"])
    // The first reads it, the second finds it as it was.
    _ = try answer()
    let before = try answer().output
    try files.moveItem(atPath: runs, toPath: other + "-too")
    try files.moveItem(atPath: other, toPath: runs)
    #expect(try answer().output != before)
    try expectTruth("another folder in the place of \(runs)")
  }

  @Test func aVaneKilledAsItsIndexGrowsLeavesOneThatAnswersRightly() throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 1)
    let truth = try answer("--no-cache").output
    var (killed, blocks) = (0, 0)
    while true {
      try? FileManager.default.removeItem(atPath: cache)
      let outcome = try start(upTo: blocks)
      if outcome.status == 0 { break }
      killed += 1
      #expect(outcome.output.isEmpty || outcome.output == truth)
      #expect(try answer().output == truth, "killed at \(blocks) blocks")
      blocks += 80
    }
    #expect(killed > 8)
  }

  /// At a file's own places, not only where it grows: when pages are written over, made sure of, cut or removed.
  @Test(
    .enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"),
    arguments: ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "write"])
  func aVaneKilledAtASystemCallLeavesAnIndexThatAnswersRightly(call: String) throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 2)
    let truth = try answer("--no-cache").output
    var killed = 0
    for time in [1, 2, 3, 5, 9, 17, 40] {
      try? FileManager.default.removeItem(atPath: cache)
      let words = [
        "strace", "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(time)",
      ]
      let outcome = try program.run(["trends", runs, "--format", "json", "--quiet"], under: words)
      #expect(outcome.output.isEmpty || outcome.output == truth)
      #expect(try answer().output == truth, "killed at \(call) \(time)")
      if outcome.status == 0 { break }
      killed += 1
    }
    // Of the others there may be none where SQLite or the disk has no need of them.
    #expect(killed > 0 || !["pwrite64", "write"].contains(call), "nobody was killed")
  }

  @Test func vanesThatStartAtOnceAnswerAllTheSame() async throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 3)
    let truth = try answer("--no-cache").output
    for _ in 0..<3 {
      try? FileManager.default.removeItem(atPath: cache)
      let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
        for number in 0..<4 {
          let own = Program(home: program.home, files: "\(number)")
          let words = ["trends", runs, "--format", "json", "--quiet"]
          group.addTask { try own.run(words) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for outcome in outcomes {
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == truth)
      }
    }
  }

  @Test func anIndexOfAnOlderDayBesideALogOfTodayIsBroughtUpToDate() throws {
    defer { program.remove() }
    var living = try LivingRuns(in: runs, seed: 4)
    _ = try answer()
    // A backup of the cache is put back, and what SQLite left beside the newer one stays.
    let old = try Data(contentsOf: URL(filePath: cache + "/index.sqlite"))
    for _ in 0..<4 { _ = try living.change() }
    _ = try start(upTo: 60)
    try old.write(to: URL(filePath: cache + "/index.sqlite"))
    try expectTruth("an older index")
  }

  @Test(.enabled(if: geteuid() == 0, "mounting wants root"), arguments: [40, 100, 200, 400])
  func aCacheOnAFullDiskIsRefusedWithAReasonOrAnswersRightly(kibibytes: Int) throws {
    defer { program.remove() }
    _ = try LivingRuns(in: runs, seed: 5)
    let truth = try answer("--no-cache").output
    let disk = program.home.appending(path: "disk").path
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    let mounted = Tracer.works("mount", "-t", "tmpfs", "-o", "size=\(kibibytes)k", "none", disk)
    try #require(mounted, "root may not mount here")
    defer { _ = Tracer.works("umount", "-l", disk) }
    for _ in 0..<2 {
      let outcome = try answer("--cache", disk)
      #expect([0, 4].contains(outcome.status), "\(outcome.errors)")
      #expect(outcome.output == (outcome.status == 0 ? truth : ""))
      #expect(outcome.status == 0 || outcome.errors.contains("disk"))
    }
  }
}
