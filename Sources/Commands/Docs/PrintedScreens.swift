import ArgumentParser
import Canvas
import Dashboard
import Runs

/// A page that shows what commands print. Below each comment `<!-- vane … -->` stands a block of text, which is written
/// anew: a page about the program cannot show what the program no longer does. A command that names a file by `--out`
/// stands for that file, which the page shows as a picture.
struct PrintedScreens {
  /// Files that pages show, by their paths.
  private(set) var pictures: [(path: String, text: String)] = []
  /// Answers to the runs that pages speak of, read once.
  private var known: [[String]: (shelf: Shelf, answers: Answers)] = [:]
  /// Where no flags are: a page shows the runs as everybody has them.
  private let noFlags: String

  init(folder: String) { noFlags = folder + "/no-flags.jsonl" }

  /// Pages with such blocks, beside or below the docs folder.
  static func pages(_ folder: String) -> [String] { ["\(folder)/tutorial.md", "\(folder)/../README.md"] }

  /// The page with every block as it is printed now.
  mutating func anew(_ page: String, named name: String) throws -> String {
    var lines: [String] = []
    var rest = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var number = 0
    while let line = rest.popFirst() {
      number += 1
      lines.append(line)
      guard line.hasPrefix("<!-- vane "), line.hasSuffix(" -->") else { continue }
      let command = ShellWords.split(String(line.dropFirst("<!-- ".count).dropLast(" -->".count)))
      if let picture = try picture(by: command) {
        pictures.append(picture)
        continue
      }
      guard rest.first == "```text", let end = rest.dropFirst().firstIndex(of: "```") else {
        throw CommandProblem(
          .wrongUsage, "\(name):\(number): no block ```text … ``` below the command; begin one for its output")
      }
      number += end - rest.startIndex + 1
      rest = rest[(end + 1)...]
      lines += ["```text"] + (try output(of: command)) + ["```"]
    }
    return lines.joined(separator: "\n")
  }

  private mutating func picture(by command: [String]) throws -> (path: String, text: String)? {
    let words = Array(command.dropFirst())
    guard let command = try Vane.parseAsRoot(words) as? any FileCommand, let file = command.takeAway.file else {
      return nil
    }
    let (shelf, answers) = try opened(command.options)
    return (file, try command.file(from: answers, on: shelf, by: ShellWords.made(by: words)).text)
  }

  private mutating func output(of command: [String]) throws -> [String] {
    let text: String
    switch try Vane.parseAsRoot(Array(command.dropFirst())) {
    case var screen as ScreenCommand:
      if screen.options.flags == nil { screen.options.flags = noFlags }
      text = try screen.picture(of: try opened(screen.options).answers).text
    case let command as any Answering:
      let (shelf, answers) = try opened(command.options)
      text = try command.answer(from: answers, on: shelf).report.text(as: command.output.format ?? .table)
    case _:
      throw CommandProblem(.wrongUsage, "\(ShellWords.line(command)): only answers and screens can be shown in a page")
    }
    // A blank at the end of a line is nothing that a reader sees, and something that editors take away.
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(\.withoutBlanksAtEnd).trimmed
  }

  private mutating func opened(_ options: RunOptions) throws -> (shelf: Shelf, answers: Answers) {
    var options = options
    options.quiet = true
    if let known = known[options.words] { return known }
    let shelf = try Shelf(options)
    let opened = (shelf, try shelf.answers())
    known[options.words] = opened
    return opened
  }
}

extension [String] {
  /// Without empty lines at the end.
  fileprivate var trimmed: [String] { Array(reversed().drop { $0.isEmpty }.reversed()) }
}
