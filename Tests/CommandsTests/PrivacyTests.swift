import Foundation
import Testing

/// What goes out of the house says nothing of the house, and what stays is seen by those who may.
@Suite struct PrivacyTests {
  private let program: Program
  private let line = """
    {"schema":"vane.flag/1","id":"01","time":"2026-01-01T00:00:00Z","author":"kl","action":"flag","behaviour":"coin",\
    "suite":"vane_coin_direct","item":"coin-000","variant":"direct","reason":null,"note":"x","content_hash":null}
    torn
    """

  init() throws {
    program = try Program()
    _ = try LivingRuns(in: program.home.appending(path: "runs").path, seed: 1)
  }

  private func vane(_ words: String, umask: String? = nil) throws -> Program.Outcome {
    let under = umask.map { ["sh", "-c", "umask \($0); exec \"$@\"", "sh"] } ?? []
    return try program.run(words.split(separator: " ").map(String.init), under: under, in: program.home)
  }

  /// Whoever names a folder by a short name finds the short name, in every form that can be passed on.
  @Test(arguments: [
    "trends runs", "trends runs --level item", "compare runs --of coin:direct --of facts:direct",
    "elicitation runs --behaviour coin", "suspects runs --behaviour coin:direct", "measures runs", "aggregate runs",
    "paths runs --behaviour facts:direct", "noise runs", "backtest runs", "lineup runs", "lineup runs --rounds",
    "plan list runs", "plan check runs", "flags list runs", "flags export runs", "check runs", "diff runs runs",
    "flags list --flags runs/vane-flags.jsonl", "check runs/vane-flags.jsonl",
  ])
  func noHomeFolderGoesIntoAnAnswer(words: String) throws {
    defer { program.remove() }
    try program.write(line, to: "runs/vane-flags.jsonl")
    // What is wrong with a log is told by its name too, and so is a manifest above.
    try program.write("{\"doc_id\": 0,", to: "runs/vane__vane-3k/samples_broken_2026-11-23T10-06-10.060757.jsonl")
    try program.write("famly = 3\n[files]\nexclude = [\"*proverbs*\"]\n", to: "vane.toml")
    #expect(
      try vane("plan add facts:direct runs --direction rising --probability 0.8 --quiet").output.contains("vane.plan"))
    for format in words.contains("item") ? ["csv", "jsonl"] : ["table", "json"] {
      let outcome = try vane("\(words) --format \(format)")
      #expect(!(outcome.output + outcome.errors).contains(program.home.path), "\(format)")
      #expect([0, 3].contains(outcome.status), "\(format): \(outcome.errors)")
    }
  }

  @Test(arguments: ["check runs --format json", "check runs --format table", "trends runs --format json"])
  func theOtherCopyOfARunIsToldWithoutTheUsersFolder(words: String) throws {
    defer { program.remove() }
    let runs = program.home.appending(path: "runs")
    try FileManager.default.copyItem(
      at: runs.appending(path: "vane__vane-3k"), to: runs.appending(path: "vane__vane-3k-copy"))
    let output = try vane(words).output
    #expect(output.contains("is stored twice, also in runs/") && !output.contains(program.home.path))
  }

  @Test(arguments: ["plot runs --behaviour facts:direct --out o", "report runs --out o", "screen runs"])
  func noHomeFolderGoesIntoAPageOrAPicture(words: String) throws {
    defer { program.remove() }
    try program.write(line.replacing("torn", with: ""), to: "runs/vane-flags.jsonl")
    let outcome = try vane(words)
    let made = (try? String(contentsOf: program.home.appending(path: "o"), encoding: .utf8)) ?? outcome.output
    #expect(made.count > 400 && !made.contains(program.home.path), "\(outcome.errors)")
  }

  @Test func whatLiesInTheUsersOwnFolderIsNamedWithoutIt() throws {
    defer { program.remove() }
    let outcome = try vane("plan list /not/there --format json")
    #expect(outcome.output.contains("\"file\": \"~/state/vane/not%there%vane-plans.jsonl\""))
  }

  private func rights(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: program.home.appending(path: name).path)[.posixPermissions] as? Int
  }

  /// A team's file is the team's, by the mask of whoever makes it.
  @Test(arguments: [("002", 0o664), ("022", 0o644), ("077", 0o600)])
  func aFileBesideTheRunsFollowsTheUsersMask(umask: String, expected: Int) throws {
    defer { program.remove() }
    let adding = try vane("plan add facts:direct runs --direction rising --probability 0.8", umask: umask)
    #expect(adding.status == 0, "\(adding.errors)")
    #expect(try rights("runs/vane-plans.jsonl") == expected)
  }

  @Test func whatIsVanesOwnIsForItsUserAlone() throws {
    defer { program.remove() }
    let mask = "000"
    #expect(try vane("trends runs", umask: mask).status == 0)
    #expect(try rights("cache") == 0o700 && rights("cache/vane") == 0o700)
  }

  @Test(.enabled(if: geteuid() == 0, "mounting wants root"))
  func whatIsWrittenOnRunsThatMayNotBeWrittenIsForItsUserAlone() throws {
    defer { program.remove() }
    let runs = program.home.appending(path: "runs").path
    func mount(_ words: String...) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = words
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    let bound = try mount("mount", "--bind", runs, runs)
    try #require(bound == 0, "root may not mount here")
    defer { _ = try? mount("umount", "-l", runs) }
    #expect(try mount("mount", "-o", "remount,bind,ro", runs) == 0)
    let adding = try vane(
      "plan add facts:direct runs --direction rising --probability 0.8 --format table", umask: "000")
    #expect(adding.status == 0, "\(adding.errors)")
    #expect(adding.output.contains("Stored in ~/state/vane/"))
    #expect(try rights("state") == 0o700 && rights("state/vane") == 0o700)
  }
}
