import ArgumentParser
import Store

/// What an installation has beside the program: the manual page and the shells' completions, where each is looked for.
enum InstalledFiles {
  /// Paths below `PREFIX/share`, and what they hold.
  static var all: [(path: String, text: String)] {
    [
      ("man/man1/vane.1", ManualPage.text),
      ("bash-completion/completions/vane", Vane.completionScript(for: .bash)),
      ("zsh/site-functions/_vane", Vane.completionScript(for: .zsh)),
      ("fish/vendor_completions.d/vane.fish", Vane.completionScript(for: .fish)),
    ]
  }

  static func write(below folder: String) throws {
    for (path, text) in all {
      let file = FileWalk.absolute("\(folder)/\(path)")
      try Folders.make(above: file, mode: 0o755)
      try TextFile.write(text, to: file)
    }
  }
}
