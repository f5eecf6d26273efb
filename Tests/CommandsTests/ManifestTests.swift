import Foundation
import Testing

/// `vane.toml` and `vane init`, as a person meets them.
@Suite struct ManifestTests {
  private let program: Program
  private let runs: String

  init() throws {
    program = try Program()
    runs = program.home.appending(path: "runs").path
    // Four tasks and a text of the sample ladder: every start reads them in full.
    let ladder = Program.sampleRuns + "/ladder"
    let tasks = ["_coin_", "_facts_", "_ppl_", "_switchoff_", "_twohop_steps_"]
    for path in try FileManager.default.subpathsOfDirectory(atPath: ladder) {
      guard path.contains("/results_") || tasks.contains(where: path.contains) else { continue }
      let place = URL(filePath: runs).appending(path: path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: "\(ladder)/\(path)", toPath: place.path)
    }
  }

  private func manifest(_ text: String) throws { try program.write(text, to: "runs/vane.toml") }

  private func trends(_ more: String...) throws -> [String: Any] {
    let outcome = try program.run(["trends", runs, "--format", "json", "--quiet"] + more)
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func names(_ trends: [String: Any]) throws -> [String] {
    try #require(trends["rows"] as? [[String: Any]]).map { "\($0["behaviour"] ?? "") \($0["variant"] ?? "")" }
  }

  private func models(_ trends: [String: Any]) throws -> [[String: Any]] {
    try #require(trends["models"] as? [[String: Any]])
  }

  @Test func initWritesWhatChangesNothingAndNeverTwice() throws {
    defer { program.remove() }
    let before = try program.run("trends", runs, "--format", "csv", "--quiet").output
    let first = try program.run("init", runs)
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(first.errors == "vane: \(runs)/vane.toml is written; all in it are comments, for you to confirm\n")
    #expect(try program.run("trends", runs, "--format", "csv", "--quiet").output == before)
    let written = try String(contentsOfFile: runs + "/vane.toml", encoding: .utf8)
    let second = try program.run("init", runs)
    #expect(second.status == 4)
    #expect(second.errors == "vane: \(runs)/vane.toml: there is one already; edit it, or print another with --stdout\n")
    #expect(try program.run("init", runs, "--stdout").output == written)
    // Each line confirmed says the same as the logs: all numbers stay.
    let confirmed = written.split(separator: "\n").map { $0.hasPrefix("##") ? $0 : $0.drop { $0 == "#" } }
    try manifest(confirmed.joined(separator: "\n"))
    #expect(try program.run("trends", runs, "--format", "csv", "--quiet").output == before)
    #expect(try program.run("check", runs).status == 0)
  }

  @Test func initNeedsAFolderWithRuns() throws {
    defer { program.remove() }
    let file = try program.write("x", to: "empty/x.txt")
    #expect(try program.run("init", file).status == 2)
    #expect(try program.run("init", program.home.path + "/empty").status == 1)
    #expect(try program.run("init", runs, "--read-only").status == 2)
    #expect(!FileManager.default.fileExists(atPath: program.home.path + "/empty/vane.toml"))
  }

  @Test func anEditShowsAtOnceAndWithoutReadingLogsAgain() throws {
    defer { program.remove() }
    #expect(try names(trends()).contains("facts direct"))
    try manifest("[behaviours.truth]\ntasks = [\"vane_facts_*\"]\n[variants]\n\"*_steps\" = \"worked\"\n")
    let after = try names(trends())
    #expect(after.contains("truth direct") && after.contains("twohop worked") && !after.contains("facts direct"))
    try FileManager.default.removeItem(atPath: runs + "/vane.toml")
    #expect(try names(trends()).contains("facts direct"))
  }

  @Test func anExcludedFileDisappearsAndCheckSaysWhy() throws {
    defer { program.remove() }
    try manifest("[files]\nexclude = [\"vane__vane-3k\", \"samples_vane_coin_*\"]\n")
    let found = try trends()
    #expect(try models(found).count == 6)
    #expect(try !names(found).contains("coin direct"))
    let check = try program.run("check", runs, "--format", "json")
    #expect(check.status == 0)
    #expect(check.output.contains("excluded by 'vane__vane-3k' in \(runs)/vane.toml:2"))
  }

  /// To Swift the slash and the accent behind it are one letter.
  @Test func aNameThatBeginsWithAnAccentIsShownAndExcludedAsAnyOther() throws {
    defer { program.remove() }
    let table = "item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\n"
    for name in ["\u{301}in/deep.csv", "\u{301}mine.csv"] { try program.write(table, to: "other/\(name)") }
    try program.write("[files]\nexclude = [\"\u{301}in\", \"*mine.csv\"]\n", to: "other/vane.toml")
    let outcome = try program.run(["check", "other", "--format", "jsonl"], in: program.home)
    for name in ["\u{301}in/deep.csv", "\u{301}mine.csv"] {
      let lines = outcome.output.split(separator: "\n").filter { $0.contains("\"other/\(name)\"") }
      let line = try #require(lines.first, "\(name): \(outcome.output)")
      #expect(line.contains("excluded by"), "\(line)")
    }
  }

  @Test func aMistakeIsToldAndCostsOnlyItself() throws {
    defer { program.remove() }
    try manifest("[models.\"vane-*\"]\nfamly = \"x\"\ntraining_tokens = 1e9\n")
    let outcome = try program.run("trends", runs, "--axis", "flops", "--format", "json")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.contains(
        "/vane.toml:2: models.\"vane-*\".famly: unknown key, did you mean 'family'?; the keys here"))
    #expect(outcome.output.contains("\"flops_source\": \"derived\""))
    try manifest("[models\n")
    let broken = try program.run("trends", runs, "--format", "json")
    #expect(broken.status == 3 && broken.errors.contains("/vane.toml:1: no TOML: "))
    #expect(broken.output.contains("\"behaviour\": \"facts\""))
  }

  @Test func theManifestAboveSpeaksOfAFolderInside() throws {
    defer { program.remove() }
    try manifest("[models.\"vane-*\"]\nfamily = \"above\"\n")
    let inside = try program.run("check", runs + "/vane__vane-3k", "--format", "json")
    // Of the folder above only what stands in the home folder is named by it.
    #expect(inside.output.contains("\"path\": \"~/runs/vane.toml\""))
    // What it names may stand in the folders that were not looked at.
    try manifest("[models.\"vane-*\"]\nfamily = \"above\"\n[models.\"vane-4.9m\"]\nname = \"largest\"\n")
    #expect(try !program.run("check", runs + "/vane__vane-3k", "--format", "json").output.contains("is called"))
    let found = try models(try trends())
    #expect(!found.isEmpty && found.allSatisfy { $0["family"] as? String == "above" })
  }

  @Test func anotherWatchedChoiceTurnsTheMargin() throws {
    defer { program.remove() }
    func margin() throws -> Double {
      let rows = try #require(trends()["rows"] as? [[String: Any]])
      let points = try #require(rows.first { $0["behaviour"] as? String == "switchoff" }?["points"] as? [[String: Any]])
      return try #require(points.first?["mean"] as? Double)
    }
    let stored = try margin()
    try manifest("[behaviours.switchoff]\nwatched = 1\n")
    #expect(abs(try margin() + stored) < 1e-12)
    try manifest("[behaviours.switchoff]\nwatched = \"No, *\"\n")
    #expect(abs(try margin() + stored) < 1e-12)
    try manifest("[behaviours.switchoff]\nwatched = \"A\"\n")
    #expect(try margin() == stored)
    // The writers' aggregates are about their own choice, and still agree.
    try manifest("[behaviours.switchoff]\nwatched = 1\n")
    #expect(try !program.run("check", runs, "--format", "json").output.contains("\"agrees\": false"))
  }

  @Test func flopsNeedEveryModel() throws {
    defer { program.remove() }
    let none = try program.run("trends", runs, "--axis", "flops")
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(none.errors.contains("--axis flops: no FLOPs for vane-1.2m, vane-148k, "))
    try manifest("[models.\"vane-*\"]\ntraining_tokens = 1e9\n[models.\"vane-3k\"]\nflops = 1e14\n")
    let found = try trends("--axis", "flops")
    #expect(found["axis"] as? String == "flops" && found["slope_unit"] as? String == "nats per decade")
    let smallest = try #require(models(found).first { $0["name"] as? String == "vane-3k" })
    #expect(smallest["scale"] as? Double == 14 && smallest["flops_source"] as? String == "manifest")
    let next = try #require(models(found).first { $0["name"] as? String == "vane-14k" })
    #expect(next["flops"] as? Double == 6 * 63648 * 1e9 && next["flops_source"] as? String == "derived")
  }

  @Test func textLossIsMeasuredWhereNobodyStatesIt() throws {
    defer { program.remove() }
    let found = try trends("--axis", "loss")
    #expect(found["slope_unit"] as? String == "nats per nat/byte")
    let models = try models(found)
    #expect(models.count == 7 && models.allSatisfy { $0["text_loss_source"] as? String == "texts" })
    for model in models {
      let (x, loss) = (try #require(model["scale"] as? Double), try #require(model["text_loss"] as? Double))
      #expect(abs(x + loss) < 1e-12)
    }
    // Better models stand further right, less than a decade apart, and still get a verdict.
    let rows = try #require(found["rows"] as? [[String: Any]])
    #expect(!rows.contains { $0["verdict"] as? String == "too-narrow" })
    #expect(rows.contains { $0["verdict"] as? String == "rising" })
    try manifest("[models.\"vane-3k\"]\ntext_loss = 9.5\n")
    let stated = try #require(self.models(trends("--axis", "loss")).first { $0["name"] as? String == "vane-3k" })
    #expect(stated["scale"] as? Double == -9.5 && stated["text_loss_source"] as? String == "manifest")
    #expect(try program.run("screen", runs, "--axis", "loss", "--quiet").output.contains("margin, nats over text loss"))
  }
}
