import ArgumentParser

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write docs/keys.md, docs/formats.md and docs/commands.md from the tables they describe.",
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
    guard check, !stale.isEmpty else { return }
    throw CommandProblem(.nothingToShow, "\(stale.joined(separator: ", ")): stale; `make docs` writes them anew")
  }
}
