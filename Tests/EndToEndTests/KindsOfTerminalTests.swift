import CVterm
import Foundation
import Testing

private let folderOfPictures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

/// The overview and a behaviour as each kind of terminal shows them: text, and below it a letter for how each cell is
/// drawn. `VANE_RECORD=1` writes the files, and fails, so that what was recorded is looked at.
@Suite struct KindsOfTerminalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
  }

  private func dashboard(
    _ environment: [String: String], answers: Bool = true, readsUTF8: Bool = true
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Built.vane, ["runs"], folder: folder.path, environment: environment, answers: answers, readsUTF8: readsUTF8)
    try terminal.settle(on: "the overview with its marks") { $0.text.contains("vsPPL") && !$0.text.contains("files") }
    return terminal
  }

  private func expectPictures(_ name: String, _ terminal: PseudoTerminal) throws {
    try expectPicture("\(name)-overview", terminal)
    terminal.type("j\r")
    try terminal.settle(on: "the behaviour") { $0.text.contains("read a scale") && !$0.lines[0].contains("asking") }
    try expectPicture("\(name)-behaviour", terminal)
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test(arguments: ["xterm-256color", "screen", "linux", "vt100"]) func looksAsReviewed(_ name: String) throws {
    try expectPictures(name, try dashboard(["TERM": name]))
  }

  @Test func looksAsReviewedWhereTheLocaleIsCAndNothingAnswers() throws {
    let terminal = try dashboard(["LANG": "C"], answers: false)
    try expectPictures("C", terminal)
    expectPlain(terminal)
  }

  @Test func looksAsReviewedOnATerminalOfLatin1() throws {
    let terminal = try dashboard(["LANG": "de_DE.ISO-8859-1"], readsUTF8: false)
    try expectPictures("C", terminal)
    expectPlain(terminal)
  }

  /// No byte that such a terminal would take for a letter or obey, but for the one question whether it reads UTF-8.
  private func expectPlain(_ terminal: PseudoTerminal) {
    #expect(terminal.written.filter { $0 >= 128 } == Array("ë".utf8))
  }

  /// As the first four are, on what is like them.
  @Test(arguments: [
    (["TERM": "tmux-256color"], "xterm-256color"), (["TERM": "screen-256color"], "xterm-256color"),
    (["TERM": "unknown"], "xterm-256color"), (["TERM": ""], "xterm-256color"), (["TERM": "vt220"], "vt100"),
    (["LANG": "C"], "xterm-256color"), (["LANG": ""], "xterm-256color"),
    (["LANG": "de_DE.ISO-8859-1"], "xterm-256color"), (["TERM": "xterm-direct"], "xterm-256color"),
    (["TERM": "rxvt-unicode"], "xterm-256color"),
    // tmux answers for itself, and shows underscores to whoever has no UTF-8.
    (["LANG": "C", "TMUX": "/tmp/tmux-0/default,1,0"], "C"),
  ])
  func looksLikeAnother(_ environment: [String: String], _ name: String) throws {
    guard ProcessInfo.processInfo.environment["VANE_RECORD"] == nil else { return }
    let terminal = try dashboard(environment)
    try terminal.settle(on: "its pictures") { $0.text.contains(name == "C" ? "#%" : "█") }
    try expectPictures(name, terminal)
  }

  private func expectPicture(_ name: String, _ terminal: PseudoTerminal, at place: SourceLocation = #_sourceLocation)
    throws
  {
    let file = folderOfPictures.appending(path: "\(name).screen")
    guard ProcessInfo.processInfo.environment["VANE_RECORD"] == nil else {
      try FileManager.default.createDirectory(at: folderOfPictures, withIntermediateDirectories: true)
      try terminal.picture.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name).screen: read it, then commit it", sourceLocation: place)
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(terminal.picture == recorded, "\(name).screen differs", sourceLocation: place)
  }
}

extension PseudoTerminal {
  /// The text, one letter for each cell that is not drawn like plain text, and what the letters stand for.
  fileprivate var picture: String {
    var letters: [String: Character] = [:]
    var legend: [String] = []
    let styles = (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let style = cell(row: row, column: column).style
        if !style.isEmpty, letters[style] == nil {
          let letter = Character(Unicode.Scalar(UInt8(97 + letters.count % 26)))
          letters[style] = letter
          legend.append("\(letter) \(style)")
        }
        line.append(letters[style] ?? " ")
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    let rule = String(repeating: "~", count: columns)
    return ([text, rule] + styles + [rule] + legend).joined(separator: "\n") + "\n"
  }
}

extension cvterm_cell {
  fileprivate var style: String {
    var words: [String] = []
    if foreground >= 0 { words.append("colour \(foreground)") }
    if background >= 0 { words.append("on \(background)") }
    if bold { words.append("bold") }
    if underline { words.append("underline") }
    if reverse { words.append("reverse") }
    return words.joined(separator: " ")
  }
}
