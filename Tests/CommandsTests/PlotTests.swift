import Foundation
import Testing

@Suite struct PlotTests {
  @Test func theFigureSaysWhatItShowsAndHowItWasPicked() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appending(path: "facts.svg").path
    let outcome = try program.run("plot", Program.sampleRuns, "--behaviour", "facts", "--out", file)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("<svg ") && text.hasSuffix("</svg>\n"))
    #expect(text.contains("facts direct"))
    #expect(text.contains("not when it will show"))
    #expect(text.contains("Picked after looking: 1 of 12"))
  }

  /// Among margins, on an axis that does not say its unit.
  @Test func aLogProbabilityAmongAllLinesIsCalledOne() throws {
    let program = try Program()
    defer { program.remove() }
    let figure = try program.run("plot", Program.sampleRuns, "--all", "--out", "-").output
    #expect(figure.components(separatedBy: "(logp)").count == 2 && figure.contains(">↗ rising (logp)<"))
    let screen = try program.run("screen", Program.sampleRuns, "--keys", "a", "--size", "120x40").output
    #expect(screen.components(separatedBy: "(logp)").count == 2 && screen.contains(" proverbs cloze (logp) "))
    let alone = try program.run("plot", Program.sampleRuns, "--all", "--measure", "logp", "--out", "-").output
    #expect(!alone.contains("(logp)"))
  }

  @Test func aFigureThatCannotBeWrittenEndsWithFour() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("plot", Program.sampleRuns, "--behaviour", "facts", "--out", "/nowhere/facts.svg")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("/nowhere/facts.svg"))
  }

  @Test(arguments: [
    (["--behaviour", "facts", "--where", "n > 1000"], "--where"), (["--matrix", "twohop", "--own-y"], "--own-y"),
    (["--compare", "facts", "--compare", "coin", "--where", "n > 1000"], "--where"),
    (["--all", "--difference"], "--difference"), (["--behaviour", "facts", "--overlay"], "--overlay"),
  ])
  func whatTheFigureWouldNotGoByIsRefused(words: [String], option: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(["plot", Program.sampleRuns] + words + ["--out", "-"])
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(option), "\(outcome.errors)")
  }

  @Test(arguments: [
    (["facts"], "facts was run under one prompt only; "),
    (["twohop:steps"], "twohop:steps is named with its prompt, or --variant leaves one; "),
    (["twohop", "--variant", "steps"], "twohop is named with its prompt, or --variant leaves one; "),
  ])
  func whyThereIsNoMatrixIsSaid(words: [String], why: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(["plot", Program.sampleRuns, "--out", "-", "--matrix"] + words)
    #expect(
      outcome.status == 1 && outcome.output.isEmpty && outcome.errors.hasPrefix("vane: \(why)"), "\(outcome.errors)")
  }

  @Test func anUnknownBehaviourNamesTheKnownOnes() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("plot", Program.sampleRuns, "--behaviour", "fact", "--out", "-")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("facts"))
  }

  @Test func whatAnOverlayCannotDrawIsSaid() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["plot", Program.sampleRuns, "--compare", "facts", "--compare", "proverbs", "--out", "-"]
    let overlay = try program.run(words + ["--overlay"]).output
    #expect(overlay.contains("Not drawn, for another measure: B (logp)."))
    let panels = try program.run(words + ["--difference"]).output
    #expect(!panels.contains("Not drawn") && panels.contains("choose one measure.<"))
  }
}
