import ArgumentParser
import Canvas
import Dashboard
import Runs

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Render a screen of the dashboard without a terminal: as text, or drawn.",
    discussion: """
      For tests, manuals and screen readers. Everything is read first; then the keys are pressed one by one.

      Examples:
        vane screen runs/ --size 80x24 --keys "j j enter"
        vane screen runs/ --size 120x40 --theme terminal --out overview.svg
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "Columns x rows.")
  var size = "80x24"

  @Option(help: "Keys to press, separated by blanks: j enter space ctrl-d f1 down")
  var keys = ""

  @Option(
    help:
      "text, svg (drawn, in the theme's colours) or ansi (with the escapes that colour it). Default: text, or what --out ends with."
  )
  var format: ScreenForm.Format?

  @Option(help: "A theme's name, or a theme file, for svg and ansi. Default: $VANE_THEME, else terminal.")
  var theme: String?

  @Option(help: "Write into this file; - is standard output.", completion: .file())
  var out: String?

  @Option(help: "What pictures are made of: block, ascii, braille, sextant or octant.")
  var glyphs = GlyphSet.block

  private func parsedSize() throws -> Size {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else {
      throw ValidationError("--size is columns x rows, each from 1 to 1000: 80x24")
    }
    return Size(columns: parts[0], rows: parts[1])
  }

  private func parsedKeys() throws -> [Key] {
    try keys.split(separator: " ").map { word in
      guard let key = Key(String(word)) else {
        throw ValidationError(
          "--keys: no key is called '\(word)'; keys are single characters, enter, esc, space, tab, up, ctrl-d, f1 …")
      }
      return key
    }
  }

  func validate() throws { _ = (try parsedSize(), try parsedKeys()) }

  func run() throws {
    let (size, keys) = (try parsedSize(), try parsedKeys())
    let theme = try ThemeShelf.theme(named: theme ?? Folders.environment("VANE_THEME"))
    if let out, out != "-" { try options.expectWriting(out) }
    let shelf = try Shelf(options)
    let answers = try shelf.answers()
    if self.theme != nil, form == .text { Streams.tellIdle("--theme") }
    let text = ScreenForm(picture(of: answers, size, keys), theme: theme, title: shelf.title).text(as: form)
    if let out, out != "-" {
      try TakenAway(text).write(to: out, mayOverwrite: true, besides: answers.collection)
    } else {
      try Streams.write(text)
    }
    try shelf.finish(shelf.problems(answers.collection) + FlagShelf.missing(options))
  }

  private var form: ScreenForm.Format {
    if let format { return format }
    return out?.hasSuffix(".svg") == true ? .svg : .text
  }

  /// What stands on the screen once the keys are pressed.
  func picture(of answers: Answers) throws -> Grid { picture(of: answers, try parsedSize(), try parsedKeys()) }

  private func picture(of answers: Answers, _ size: Size, _ keys: [Key]) -> Grid {
    var board = Board(title: answers.title, measure: options.measure)
    board.looks.glyphs = glyphs
    board.author = Author.name
    var headless = Headless.watching(board, size: size, answers: answers, as: "vane screen")
    for key in keys { headless.take([.key(key)]) }
    return headless.picture()
  }
}
