import Foundation
import Testing

/// Runs that may only be read, as on a colleague's share: what people said beside them is shown, and what is said now goes
/// to the state folder and is there again when they may be written.
@Suite struct SealedRunsTests {
  private let program: Program
  private var runs: String { program.home.path + "/runs" }
  private var beside: String { runs + "/vane-flags.jsonl" }
  private var away: String {
    program.home.path + "/state/vane/" + runs.split(separator: "/").joined(separator: "%") + ".jsonl"
  }

  private static let isPossible = geteuid() == 0 && Tracer.works("unshare", "-m", "mount", "--bind", "/tmp", "/tmp")

  init() throws {
    program = try Program()
    _ = try LivingRuns(in: program.home.appending(path: "runs").path, seed: 1)
    try program.write(line(item: "mos", author: "mo"), to: "runs/vane-flags.jsonl")
  }

  private func line(item: String, author: String) -> String {
    """
    {"schema":"vane.flag/1","id":"\(author)-\(item)","time":"2026-11-23T10:00:00Z","author":"\(author)",\
    "action":"flag","behaviour":"coin","suite":"vane_coin_direct","item":"\(item)","variant":"direct"}

    """
  }

  private func listed() throws -> [String] {
    let outcome = try program.run(["flags", "export", "runs", "--format", "jsonl"], in: program.home)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func whatIsInTheStateFolderIsReadBesideWhatStandsBesideTheRuns() throws {
    defer { program.remove() }
    try program.write(
      line(item: "mine", author: "kl"), to: String(away.dropFirst(program.home.path.count + 1)))
    let lines = try listed()
    #expect(lines.count == 2 && lines[0].contains("\"file\": \"runs/vane-flags.jsonl\""))
    #expect(lines[1].contains("\"item\": \"mine\"") && lines[1].contains("\"file\": \"~/state/vane/"))
  }

  @Test(.enabled(if: SealedRunsTests.isPossible, "mounting wants root"))
  func everybodysFlagsAreShownAndNewOnesGoToTheStateFolder() throws {
    defer { program.remove() }
    let before = try String(contentsOfFile: beside, encoding: .utf8)
    let input = try program.write("enter\nenter\nf\n", to: "input")
    let script = "mount --bind '\(runs)' '\(runs)' && mount -o remount,ro,bind '\(runs)' && exec \"$@\" < '\(input)'"
    let outcome = try program.run(
      ["--plain", "runs"], under: ["unshare", "-m", "sh", "-c", script, "sh"], in: program.home)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains("runs/vane-flags.jsonl may not be written: new flags go to ~/state/vane/"),
      "\(outcome.output)")
    #expect(try String(contentsOfFile: beside, encoding: .utf8) == before)
    #expect(try String(contentsOfFile: away, encoding: .utf8).contains("\"action\":\"flag\""))
    #expect(try listed().count == 2)
  }
}
