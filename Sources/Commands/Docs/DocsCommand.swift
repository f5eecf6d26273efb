import ArgumentParser

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract:
      "Write the pages of docs/ that are printed from tables, and the screens in README.md and docs/tutorial.md.",
    shouldDisplay: false)

  @Argument(help: "The docs folder.", completion: .directory)
  var folder = "docs"

  @Flag(help: "Write nothing; end with status 1 if a page is stale.")
  var check = false

  @Option(help: "Write the manual page and the shells' completions below this folder instead.", completion: .directory)
  var share: String?

  func run() throws {
    if let share { return try InstalledFiles.write(below: share) }
    var stale: [String] = []
    for page in DocsPage.all {
      let path = "\(folder)/\(page.name)"
      if TextFile.read(path) == page.text { continue }
      stale.append(path)
      if !check { try TextFile.write(page.text, to: path) }
    }
    var screens = PrintedScreens(folder: folder)
    for path in PrintedScreens.pages(folder) {
      guard let page = TextFile.read(path) else { continue }
      let anew = try screens.anew(page, named: path)
      if anew == page { continue }
      stale.append(path)
      if !check { try TextFile.write(anew, to: path) }
    }
    for (path, text) in screens.pictures where TextFile.read(path) != text {
      stale.append(path)
      if !check { try TextFile.write(text, to: path) }
    }
    guard check, !stale.isEmpty else { return }
    throw CommandProblem(.nothingToShow, "\(stale.joined(separator: ", ")): stale; `make docs` writes them anew")
  }
}
