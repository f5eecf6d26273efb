import CVterm
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Every command and every screen on runs whose every text is made to harm: no byte of it is obeyed by a terminal, a
/// spreadsheet, a browser or a reader of Markdown.
@Suite struct HostileTextTests {
  private let folder: TemporaryFolder
  private let runs: HostileRuns

  init() throws {
    folder = try TemporaryFolder()
    runs = try HostileRuns(in: folder.path + "/runs")
  }

  private struct Outcome {
    var status: Int32
    var output: Data
    var errors: Data
  }

  private func run(_ words: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Built.vane)
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = Built.sanitizers.merging([
      "HOME": folder.path, "XDG_CACHE_HOME": folder.path + "/cache", "XDG_STATE_HOME": folder.path + "/state",
      "XDG_CONFIG_HOME": folder.path + "/config", "TERM": "dumb", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
      "USER": HostileRuns.evil("user"),
    ]) { $1 }
    let files = ["out", "err"].map { URL(fileURLWithPath: "\(folder.path)/\($0)") }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try Data(contentsOf: files[0]), errors: try Data(contentsOf: files[1]))
  }

  /// What in a text a terminal would obey, or reads in another order than it stands; nil: nothing.
  private func harm(in data: Data) -> String? {
    guard let text = String(validating: data, as: UTF8.self) else { return "not UTF-8" }
    for line in text.split(separator: "\n") {
      for scalar in line.unicodeScalars {
        let kind = scalar.properties.generalCategory
        if [.control, .format, .lineSeparator, .paragraphSeparator].contains(kind) {
          return "U+\(String(scalar.value, radix: 16)) in: \(line.prefix(300).debugDescription)"
        }
      }
    }
    return nil
  }

  private static let one = HostileRuns.evil("one")
  private static let three = HostileRuns.evil("three")

  /// What each command is given, behind its name and the runs.
  private static let commands: [String: [[String]]] = [
    "trends": [[], ["--level", "suite"], ["--level", "item"], ["--where", HostileRuns.evil("where")]],
    "items": [["--behaviour", three]], "item": [["--behaviour", three, "--item", HostileRuns.evil("sample0")]],
    "compare": [
      [], ["--of", "\(one):\(HostileRuns.evil("direct"))", "--of", three], ["--of", HostileRuns.evil("nothing")],
    ],
    "elicitation": [["--behaviour", one]], "suspects": [[], ["--behaviour", three]], "measures": [[]],
    "aggregate": [[]],
    "paths": [[]], "noise": [[]], "backtest": [[]], "lineup": [[], ["--rounds"]],
    "plan": [["list"], ["check"]], "flags": [["list"], ["export"]], "check": [[]], "diff": [[]],
    "screen": [[], ["--keys", "enter"], ["--keys", "enter enter"]], "init": [["--stdout"]],
    "plot": [["--behaviour", three], []], "report": [[]],
  ]
  /// Those that read no runs.
  private static let others: Set<String> = ["simulate", "help", "dashboard", "config", "docs"]

  @Test func noCommandIsLeftOut() throws {
    let help = String(decoding: try run(["--help"]).output, as: UTF8.self)
    let names = help.split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/^  ([a-z]+)( \(default\))? {2,}[A-Z]/#).map { String($0.1) }
    }
    #expect(names.count > 15)
    #expect(Set(names).subtracting(Self.others).subtracting(Self.commands.keys) == [])
  }

  @Test(arguments: commands.keys.sorted()) func nothingThatACommandSaysIsObeyed(name: String) throws {
    for words in Self.commands[name] ?? [] {
      let isGroup = ["plan", "flags"].contains(name)
      let paths = name == "diff" ? ["runs", "runs"] : ["runs"]
      let line = isGroup ? [name] + words + paths : [name] + paths + words
      var evil = false
      for format in ["table", "json", "csv"] {
        let hasFormats = !["screen", "init", "plot", "report", "item"].contains(name) && !words.contains("--rounds")
        let outcome = try run(line + (hasFormats ? ["--format", format] : []))
        #expect(harm(in: outcome.output) == nil, "\(name) \(format)")
        #expect(harm(in: outcome.errors) == nil, "\(name) \(format)")
        let errors = String(decoding: outcome.errors, as: UTF8.self)
        #expect(errors.split(separator: "\n").allSatisfy { $0.hasPrefix("vane: ") }, "\(name): \(errors.prefix(500))")
        #expect(outcome.status < 6, "\(name) \(format): \(errors.prefix(500))")
        evil = evil || outcome.output.range(of: Data("EVIL".utf8)) != nil || !errors.isEmpty
        if format == "csv", hasFormats { #expect(formula(in: outcome.output) == nil, "\(name)") }
        if !hasFormats { break }
      }
      // These two answer with numbers alone.
      #expect(evil || ["backtest", "lineup"].contains(name), "\(name) \(words.first ?? "") says nothing of these runs")
    }
  }

  /// A field that a spreadsheet would run, or a record of another length than the first.
  private func formula(in csv: Data) -> String? {
    let records = records(of: csv)
    for record in records {
      if record.count != records[0].count { return "\(record.count) fields: \(record)" }
      for field in record {
        guard let first = field.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else { continue }
        if Double(field) == nil, field != "-inf" { return field }
      }
    }
    return nil
  }

  /// RFC 4180, byte by byte.
  private func records(of csv: Data) -> [[String]] {
    var (records, record, field, isQuoted): ([[String]], [String], [UInt8], Bool) = ([], [], [], false)
    var rest = Array(csv)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x22 where isQuoted && rest.first == 0x22: field.append(rest.removeFirst())
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted:
        record.append(String(decoding: field, as: UTF8.self))
        field = []
      case 0x0A where !isQuoted:
        records.append(record + [String(decoding: field, as: UTF8.self)])
        (record, field) = ([], [])
      default: field.append(byte)
      }
    }
    return records
  }

  @Test func aFigureIsWellFormedAndAReportHoldsNoMarkup() throws {
    for (words, file) in [
      (["plot", "runs", "--behaviour", Self.three, "--out", "figure.svg"], "figure.svg"),
      (["report", "runs", "--out", "report.md"], "report.md"),
    ] {
      let outcome = try run(words)
      #expect(outcome.status == 0 || outcome.status == 3, "\(String(decoding: outcome.errors, as: UTF8.self))")
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(file)"))
      #expect(harm(in: data) == nil, "\(file)")
      let text = String(decoding: data, as: UTF8.self)
      #expect(text.contains("EVIL"), "\(file)")
      // A page may say it in a block of code, where it is no tag.
      let prose = text.split(separator: "\n```").enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
      #expect(!prose.replacing("\\<", with: "").contains("<script"), "\(file)")
    }
    let figure = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/figure.svg"))
    #expect(XMLParser(data: figure).parse())
  }

  @Test func aThemeAndAnUnknownOneAreToldHarmlessly() throws {
    let theme = folder.path + "/evil.theme"
    try Data("rising = \(HostileRuns.evil("colour"))\n\(HostileRuns.evil("role")) = 3\n".utf8).write(
      to: URL(fileURLWithPath: theme))
    for name in [theme, HostileRuns.evil("theme")] {
      let outcome = try run(["runs", "--theme", name])
      #expect(harm(in: outcome.errors) == nil)
      #expect(harm(in: outcome.output) == nil)
    }
  }

  /// Through every screen that a key opens; what curses itself sends is known.
  @Test func noScreenSendsWhatARunSays() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs"], columns: 100, rows: 30, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("EVIL") && $0.text.contains("models") }
    for keys in ["?", "p", "b", "V", "#", "t", "A", "L", "l", "P", "e", "M", "c", "C", "v", "F", "w"] {
      terminal.type(keys)
      try terminal.settle(on: "an answer") { !$0.text.contains("computing") }
      for _ in 0..<3 where terminal.text.isEmpty == false {
        terminal.press(.escape)
        try terminal.settle(on: "what was before") { _ in true }
      }
    }
    for _ in 0..<4 {
      terminal.press(.enter)
      try terminal.settle(on: "the next screen") { !$0.text.contains("computing") }
    }
    terminal.type("Q")
    _ = try terminal.waitForEnd()
    #expect(obeyed(in: terminal.written) == nil)
    #expect(terminal.written.count > 10_000)
  }

  /// A paste of it may go into a shell.
  @Test func whatIsCopiedHoldsNothingThatATerminalObeys() throws {
    let terminal = try PseudoTerminal(Built.vane, ["runs"], columns: 100, rows: 30, folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("EVIL") && $0.text.contains("models") }
    terminal.type("y")
    try terminal.settle(on: "an answer") { $0.text.contains("copied ") }
    terminal.type("Q")
    _ = try terminal.waitForEnd()
    let written = String(decoding: terminal.written, as: UTF8.self)
    let sent = try #require(written.firstMatch(of: #/52;c;([A-Za-z0-9+/=]+)\u{7}/#)?.1)
    let text = String(decoding: try #require(Data(base64Encoded: String(sent))), as: UTF8.self)
    #expect(text.contains("EVIL") && !text.contains("\u{202E}"))
    let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(controls.allSatisfy { $0 == "\n" || $0 == "\t" })
  }

  /// A title, a string to be kept, a control of eight bits, a bell, or another reading order.
  private func obeyed(in bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar in text.unicodeScalars {
      if (0x80..<0xA0).contains(scalar.value) || scalar.properties.generalCategory == .format {
        return "U+\(String(scalar.value, radix: 16))"
      }
    }
    for start in ["\u{1B}]0;EVIL", "\u{1B}]0;x", "\u{1B}P", "\u{1B}X", "\u{1B}^", "\u{1B}_", "\u{7}"]
    where text.contains(start) {
      return start.debugDescription
    }
    return nil
  }
}
