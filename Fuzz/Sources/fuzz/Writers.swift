import Foundation
import Runs

@testable import Canvas
@testable import Commands

extension Target {
  /// Any bytes as text, on the way out: to a screen, a file, another program.
  static let writers: [Target] = [shown, svg, table, markdown, json, shell]

  private static let nasty = [
    "\u{1B}[2J", "\u{1B}]52;c;AAAA\u{7}", "\u{9B}31m", "\u{202E}", "\u{200D}", "\u{301}", "👨‍👩‍👧", "日本",
    "e\u{301}\u{301}\u{301}\u{301}",
    "\r\n", "\u{2028}", "\u{FEFF}", "]]>", "&amp;", "<!--", "=1+1", "+1", "-1", "@x", "\"\"", "|", "](javascript:",
    "```", "\u{0}", "\t",
    "\u{E0041}", "\u{FFFE}",
  ]

  private static func writer(
    _ name: String, _ summary: String, heap: (Int, Int) = (1 << 20, 2048), _ check: @escaping @Sendable (String) -> Void
  ) -> Target {
    Target(
      name: name, summary: summary, most: 1024, words: nasty, heap: heap,
      seeds: { _, bytes in [lines(of: bytes, upTo: 200)] + nasty.map { Array($0.utf8) } },
      check: { check(String(decoding: $0, as: UTF8.self)) })
  }

  private static let shown = writer("text-shown", "text on a screen: harmless, and as wide as it is said to be") {
    text in
    let shown = text.printable
    claim(shown.isHarmless, "what is printable is obeyed by no terminal")
    claim(shown.printable == shown, "printable once is printable")
    let width = Text.width(text)
    claim(width == Text.width(shown), "the width is that of what is shown")
    claim(shown.count <= width && width <= 2 * shown.unicodeScalars.count, "every glyph takes one column or two")
    for columns in [0, 1, 2, 7, 80] {
      let cut = Text.truncated(text, to: columns)
      claim(Text.width(cut) <= columns && cut.isHarmless, "cut to \(columns) columns")
      claim(Text.width(Text.padded(text, to: columns)) == columns, "padded to \(columns) columns")
      for line in Text.wrapped(text, to: columns) {
        claim(Text.width(line) <= columns && line.isHarmless, "wrapped to \(columns) columns")
      }
    }
    var grid = Grid(Size(columns: 12, rows: 2))
    grid.write(text, row: 0, column: -3)
    grid.write(text, row: 1, column: 10)
    claim(
      grid.cells.allSatisfy {
        $0 == .continuation || $0.glyph == Cell.continuation.glyph || String($0.glyph).isHarmless
      }, "no grid holds what a terminal obeys")
    for row in 0..<2 {
      for column in 0..<12 where grid[row, column].glyph == Cell.continuation.glyph {
        claim(
          column > 0 && Text.width(String(grid[row, column - 1].glyph)) == 2,
          "the right half of a wide glyph has a left")
      }
    }
  }

  private static let svg = writer("svg", "a chart's texts in an SVG file", heap: (8 << 20, 16_384)) { text in
    let points = [Chart.Point(x: 4, mean: -1, interval: -1.5 ... -0.5), Chart.Point(x: 6, mean: 1)]
    let chart = Chart(
      [Chart.Series(text, points: points), Chart.Series("b", points: points)],
      labels: [Chart.Label(x: 4, text: text), Chart.Label(x: 6, text: "b")], unit: text)
    let panels = [
      SVGFigure.Panel(text, word: text, chart: chart, strip: chart),
      SVGFigure.Panel("b", chart: chart, isJoined: false),
    ]
    let file = SVGFigure(text, subtitle: text, panels: panels, across: 2, notes: [text, text + text], about: text).text
    claim(Independent.isWellFormed(xml: file), "an SVG file is well-formed")
    claim(file.split(separator: "\n").allSatisfy { String($0).isHarmless }, "and obeyed by no terminal")
    claim(
      !file.contains("<script") && file.count { $0 == "<" } == file.count { $0 == ">" },
      "and holds no element but its own")
  }

  private static let table = writer("csv-out", "a table for a spreadsheet and for eyes") { text in
    var rows = Rows(header: ["a", text, "c"])
    rows.rows = [[.text(text), .number(0.5), .text("x" + text)], [.empty, .integer(3), .text(text + "\"")]]
    let file = rows.csv
    claim(file.split(separator: "\n").allSatisfy { String($0).isHarmless }, "a CSV file is obeyed by no terminal")
    let records = Independent.records(ofCSV: file)
    claim(records.map(\.count) == [3, 3, 3], "every record has its three fields: \(records)")
    // But for the apostrophes that keep it from being a formula.
    let (found, expected) = (records[1][0], text.printable)
    claim(found.replacing("'", with: "") == expected.replacing("'", with: ""), "a field is read back")
    let cells = file.split(separator: ";").dropFirst().map { $0.drop { $0 == "\"" } }
    claim(cells.allSatisfy { !"=+-@＝＋－＠".contains($0.first ?? " ") }, "and no formula for who parts by semicolons")
    for record in records {
      for field in record where field != "0.5" && field != "3" {
        claim(field.first.map { !"=+-@＝＋－＠\t\r".contains($0) } ?? true, "no field is a formula: \(field)")
      }
    }
    let lines = rows.table.split(separator: "\n", omittingEmptySubsequences: false)
    claim(lines.count == 4 && lines.allSatisfy { String($0).isHarmless }, "a table has a line for each row")
  }

  private static let markdown = writer("markdown", "a report in Markdown") { text in
    var page = Markdown()
    page.heading(1, text)
    page.paragraph(text)
    page.list([text, text])
    page.code(text)
    page.table(["a", text], [[text, "b"]])
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    claim(lines.allSatisfy(\.isHarmless), "a page is obeyed by no terminal")
    // Heading, blank, paragraph, blank, two items, blank, fence, line, fence, blank, three lines of a table, the end;
    // where there is nothing to say, the line for it is missing.
    claim((14...16).contains(lines.count), "no text makes a line of its own: \(lines.count) \(lines)")
    let cells = lines.suffix(4).prefix(3).map { Self.bars(in: $0) }
    claim(cells.allSatisfy { $0 == 3 }, "a table keeps its columns: \(lines.suffix(4))")
    let heading = Array(lines[0].lowercased().unicodeScalars)
    claim(!heading.contains("://".unicodeScalars) && !heading.contains("www.".unicodeScalars), "nor does an address")
    claim(Self.bare("<", in: lines[0]) == 0 && Self.bare("[", in: lines[0]) == 0, "no link and no tag comes of it")
  }

  /// Bars that no backslash takes away.
  private static func bars(in line: String) -> Int { bare("|", in: line) }

  private static func bare(_ sign: Character, in line: String) -> Int {
    var (count, isEscaped) = (0, false)
    for letter in line {
      if letter == sign, !isEscaped { count += 1 }
      isEscaped = letter == "\\" && !isEscaped
    }
    return count
  }

  private static let json = writer("json-out", "JSON for programs", heap: (1 << 20, 8192)) { text in
    let line = Commands.JSON.object([(text, .string(text)), ("b", .array([.string(text + text), .null]))]).text
    // What no font has stays as it is: other programs want the text.
    claim(line.isObeyedByNobody, "a line of JSON is obeyed by no terminal")
    let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
    claim(object != nil, "it is JSON: \(line)")
    if text != "b" {
      claim(Array((object?[text] as? String ?? "?").utf8) == Array(text.utf8), "a text is read back: \(line)")
    }
  }

  private static let shell = writer("shell-words", "a command line that a shell takes back") { text in
    let words = ["vane", text, "a"]
    let line = ShellWords.line(words)
    claim(Independent.words(ofShell: line) == words.map { Array($0.utf8) }, "a shell takes the words back: \(line)")
  }
}

extension String {
  /// Nothing in it is a control, a format character or a line break.
  var isObeyedByNobody: Bool {
    unicodeScalars.allSatisfy { scalar in
      ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }

  /// Nothing in it is a control, a format character, a line break or half of something.
  var isHarmless: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}
