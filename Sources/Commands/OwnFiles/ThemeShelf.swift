import Canvas
import Dashboard

/// Where themes are found: the user's own, then those that came with the program.
enum ThemeShelf {
  /// - Parameter name: of a theme, or a file; nil: what the program draws with when nobody chose.
  static func theme(named name: String?) throws(CommandProblem) -> Theme {
    guard let name, name != Theme.builtIn.name else { return .builtIn }
    let files =
      isFile(name)
      ? [name]
      : kinds.flatMap { kind in
        folders.map { "\($0)/\(name)\(kind)" }
      }
    for file in files { if let theme = try read(file, named: name) { return theme } }
    throw CommandProblem(
      .wrongUsage,
      "no theme '\(name)'; there are: \(names.joined(separator: ", ")). Others are found in \(Folders.config)/themes and, "
        + "once installed, in share/vane/themes beside the program; a file is named by its path")
  }

  /// What the dashboard asked for: one theme, or all that can be read.
  static func answer(_ name: String?) -> Event {
    do throws(CommandProblem) {
      guard let name else { return .themes(names.compactMap { try? theme(named: $0) }) }
      return .theme(try theme(named: name))
    } catch {
      return .message(error.description)
    }
  }

  static var names: [String] {
    let found = folders.flatMap { TextFile.names(in: $0) }.compactMap { file in
      kind(of: file).map { String(file.dropLast($0.count)) }
    }
    return Set(found + [Theme.builtIn.name]).sorted()
  }

  /// Ends of file names: our own form, and base16 schemes.
  private static let kinds = [".theme", ".yaml", ".yml"]

  /// True for what names a file and no theme of the shelf.
  static func isFile(_ name: String) -> Bool { name.contains("/") || kind(of: name) != nil }

  private static func kind(of file: String) -> String? { kinds.first { file.hasSuffix($0) } }

  /// nil if there is no such file.
  private static func read(_ file: String, named name: String) throws(CommandProblem) -> Theme? {
    guard let text = TextFile.read(file) else { return nil }
    do throws(Theme.Mistake) {
      return [".yaml", ".yml"].contains(kind(of: file))
        ? try Theme(scheme: text, named: name) : try Theme(parsing: text, named: name)
    } catch {
      throw CommandProblem(.wrongUsage, "\(file):\(error.line): \(error.what)")
    }
  }

  private static var folders: [String] {
    let program = TextFile.programFolder
    // Installed beside the program, or built in the checkout: .build/<triple>/<configuration>/vane.
    return [Folders.config + "/themes", program + "/../share/vane/themes", program + "/../../../Themes"]
  }
}
