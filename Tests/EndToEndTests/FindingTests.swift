import CVterm
import Foundation
import Testing

/// Finding, filtering, sorting and columns in the built program, on real logs.
@Suite struct FindingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(_ arguments: [String] = ["runs"]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Built.vane, arguments, columns: 80, rows: 24, folder: folder.path)
    try terminal.settle(on: "the overview") {
      $0.text.contains("3 behaviours") && !$0.lines[0].contains("reading") && !$0.lines[0].contains("files")
    }
    return terminal
  }

  /// A word of the last item's question that stands in no other text of the three behaviours.
  private func rareWord() throws -> (word: String, item: String, of: Int) {
    let log = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs/vane__vane-3k")
        .first { $0.hasPrefix("samples_vane_twohop") })
    let path = folder.path + "/runs/vane__vane-3k/" + log
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    // The logs are real and hold no such word: each model's log gets one, in its last item.
    for model in ["vane-3k", "vane-14k", "vane-37k", "vane-148k", "vane-443k"] {
      let at = folder.path + "/runs/vane__\(model)"
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: at).first { $0.hasPrefix("samples_vane_twohop") })
      var own = try String(contentsOfFile: "\(at)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
      own[own.count - 1] = own[own.count - 1].replacingOccurrences(
        of: "\\nAnswer:", with: " Beware the Axolotl.\\nAnswer:")
      try (own.joined(separator: "\n") + "\n").write(toFile: "\(at)/\(name)", atomically: true, encoding: .utf8)
    }
    return ("axolotl", "\(lines.count)/\(lines.count)", lines.count)
  }

  @Test func aWordInAnItemFarDownIsFoundOpenedAndLeftForTheSamePlace() throws {
    let (word, item, _) = try rareWord()
    // The second time the texts are kept, the third in another session.
    for session in 1...2 {
      let terminal = try dashboard()
      terminal.type("gj")
      try terminal.settle(on: "all about the second line") {
        $0.text.contains("grows with scale") && $0.text.contains("vsPPL  At")
      }
      let overview = terminal.lines
      for _ in 1...2 {
        terminal.type("/\(word)")
        terminal.press(.enter)
        try terminal.settle(on: "what was found") { $0.lines[0].contains("found '\(word)'") }
        #expect(terminal.lines[1].contains("'\(word)' is in 1 of "), "session \(session): \(terminal.text)")
        #expect(terminal.text.contains("Beware the Axolotl"))
        terminal.press(.enter)
        try terminal.settle(on: "the item") { $0.lines[0].contains("item \(item)") }
        #expect(terminal.text.contains("Beware the Axolotl"))
        terminal.press(.escape)
        try terminal.settle(on: "what was found") { !$0.lines[0].contains("item ") }
        terminal.press(.escape)
        try terminal.settle(on: "the overview") { !$0.lines[0].contains("found") }
        #expect(terminal.lines == overview)
      }
      try terminal.leave()
    }
  }

  @Test func anItemIsFoundInItsBehaviourAndALogThatChangesIsReadAnew() throws {
    let terminal = try dashboard()
    // Kept once.
    terminal.type("//axolotl")
    terminal.press(.enter)
    try terminal.wait(forText: "is in none of")
    terminal.type("G")
    terminal.press(.enter)
    try terminal.settle(on: "the behaviour") { $0.lines[0].contains("twohop") }
    terminal.type("/axolotl")
    terminal.press(.enter)
    try terminal.settle(on: "nothing") { $0.text.contains("is in no name and no text") }
    let (word, item, of) = try rareWord()
    // The list that is on screen is made anew, and then so is what is found in it.
    var tries = 0
    repeat {
      tries += 1
      terminal.type("/\(word)")
      terminal.press(.enter)
      // What was selected may have gone with the old list, and is told over the answer.
      try terminal.settle(on: "an answer") {
        ($0.text.contains("'\(word)' is in") || $0.text.contains("is no longer listed"))
          && !$0.lines[0].contains("finding")
      }
    } while !terminal.text.contains("'\(word)' is in 1 of \(of) texts") && tries < 200
    #expect(terminal.text.contains("'\(word)' is in 1 of \(of) texts"), "\(terminal.text)")
    terminal.press(.enter)
    try terminal.settle(on: "the item") { $0.lines[0].contains("item \(item)") }
    try terminal.leave()
  }

  @Test func chosenColumnsAreThereTheNextTimeAndNotWithReadOnly() throws {
    var terminal = try dashboard()
    #expect(!terminal.text.contains(" MDS"))
    terminal.type(":columns name n mds slope")
    terminal.press(.enter)
    try terminal.settle(on: "the columns") { $0.text.contains(" MDS") }
    try terminal.leave()
    terminal = try dashboard(["runs", "--read-only"])
    #expect(terminal.text.contains(" MDS") && !terminal.text.contains("LAST"))
    terminal.type("C=")
    try terminal.settle(on: "the usual columns") { $0.text.contains("LAST") }
    try terminal.leave()
    terminal = try dashboard()
    #expect(terminal.text.contains(" MDS"), "what --read-only changed was not written")
    try terminal.leave()
  }
}
