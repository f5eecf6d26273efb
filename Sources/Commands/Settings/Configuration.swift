import Canvas
import Curses
import Dashboard
import Runs
import Settings

/// What of a person's `config.toml` can be had, and every mistake in it. A mistake costs what is mistaken, never the start.
struct Configuration {
  private(set) var looks = LookWishes()
  private(set) var keys = Keys()
  /// By list; none of those of which nothing is said.
  private(set) var columns: [ListKind: [String]] = [:]
  /// What is set at the start, each setting at most once.
  private(set) var defaults: [Setting.Choice] = []
  private(set) var problems: [Problem]

  private let text: ConfigText

  /// - Parameter folder: that a theme's file is looked for in.
  init(_ text: ConfigText, folder: String) {
    self.text = text
    problems = text.problems
    takeLooks(folder)
    takeKeys()
    takeColumns()
    takeDefaults()
    problems = problems.inOrder
  }

  /// The first mistake, for the dashboard's last line.
  var complaint: String? {
    guard var first = problems.first else { return nil }
    first.place.file = ConfigKey.usualName
    return first.description + (problems.count > 1 ? " (\(problems.count) mistakes: vane config check)" : "")
  }

  private mutating func refuse<Value>(_ entry: Config.Entry<Value>, _ what: String, _ action: String) {
    problems.append(text.problem(with: entry, what, action))
  }

  private mutating func takeLooks(_ folder: String) {
    let config = text.config
    looks.glyphs = config.glyphs.flatMap { chosen($0, among: GlyphSet.self) }
    looks.colour = config.color.flatMap { chosen($0, among: ColourDepth.self) }
    looks.usesMouse = config.mouse?.value
    looks.ambiguousWidth = config.ambiguousWidth?.value
    guard let theme = config.theme else { return }
    let name = theme.value
    let place = ThemeShelf.isFile(name) && !name.hasPrefix("/") ? "\(folder)/\(name)" : name
    do throws(CommandProblem) {
      _ = try ThemeShelf.theme(named: place)
      looks.theme = place
    } catch {
      refuse(theme, error.description, "the key is ignored")
    }
  }

  /// nil, and a mistake is noted, for a word that is none of the type's.
  private mutating func chosen<Word: RawRepresentable & CaseIterable>(
    _ entry: Config.Entry<String>, among words: Word.Type
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: entry.value) { return word }
    let all = Word.allCases.map(\.rawValue)
    refuse(
      entry, "'\(entry.value)' is none of its words\(Nearest.hint(entry.value, all))",
      "there are \(all.joined(separator: ", "))")
    return nil
  }

  private mutating func takeKeys() {
    var wishes: [(entry: Config.Entry<[String]>, wish: Keys.Wish)] = []
    for entry in text.config.keys {
      let unknown = entry.value.filter { Key($0) == nil }
      guard unknown.isEmpty else {
        refuse(
          entry, "no key is called '\(unknown[0])'",
          "keys are single characters, enter, esc, space, tab, up, ctrl-d, f1 …")
        continue
      }
      wishes.append(
        (
          entry,
          Keys.Wish(
            screen: entry.path.count > 2 ? entry.path[1] : nil, name: entry.path.last ?? "",
            keys: entry.value.compactMap { Key($0) })
        ))
    }
    let settled = Keys.settled(wishes.map(\.wish))
    keys = settled.keys
    for (place, mistake) in settled.refused {
      refuse(wishes[place].entry, mistake.what, "the key is ignored; vane config init --stdout prints all names")
    }
  }

  private mutating func takeColumns() {
    for entry in text.config.columns {
      let name = entry.path.last ?? ""
      guard let list = ListKind(rawValue: name) else {
        let lists = ListKind.allCases.map(\.rawValue)
        refuse(
          entry, "unknown key\(Nearest.hint(name, lists))", "the keys here are \(lists.joined(separator: ", "))")
        continue
      }
      let all = list.columns.all
      let strangers = entry.value.filter { !all.contains($0) }
      if let first = strangers.first {
        refuse(
          entry, "no column is called '\(first)'\(Nearest.hint(first, all))", "there are \(all.joined(separator: " "))")
      }
      let known = entry.value.filter(all.contains)
      // Where none of them exists the mistake would cost the usual columns too.
      if !known.isEmpty || entry.value.isEmpty { columns[list] = known }
    }
  }

  /// Settings that have no place of their own in the file.
  static var settings: [Setting] {
    let looks = ConfigKey.allCases.map { $0.rawValue.replacing("_", with: "-") }
    return Setting.all.filter { !looks.contains($0.name) }
  }

  private mutating func takeDefaults() {
    for entry in text.config.defaults {
      let name = entry.path.last ?? ""
      let names = Self.settings.map(\.name)
      guard let setting = Setting.named(name), names.contains(name) else {
        let isLook = Setting.named(name) != nil
        refuse(
          entry, isLook ? "stands above the tables, not in one" : "unknown key\(Nearest.hint(name, names))",
          "the keys here are \(names.joined(separator: ", "))")
        continue
      }
      do throws(Setting.Mistake) {
        defaults.append(try setting.parse(entry.value))
      } catch {
        refuse(entry, error.what, "the key is ignored")
      }
    }
  }
}

extension RunOptions {
  /// What the command line left open, as the configuration has it.
  func with(_ defaults: [Setting.Choice]) -> RunOptions {
    var options = self
    for choice in defaults {
      switch choice {
      case .measure(let measure): if wantedMeasure == nil { options.wantedMeasure = measure }
      case .axis(let axis): if wantedAxis == nil { options.wantedAxis = axis }
      case .theme, .glyphs, .usesMouse, .ambiguousWidth, .sharesY: break
      }
    }
    return options
  }
}

extension Board {
  /// A board as the configuration wants it, before anything has arrived.
  mutating func take(_ configuration: Configuration, remembered: ColumnShelf) {
    columns = remembered.columns(or: configuration.columns)
    keys = configuration.keys
    for case .sharesY(let shares) in configuration.defaults { _ = apply(.sharesY(shares)) }
    if let complaint = configuration.complaint { _ = update(.message(complaint)) }
  }
}
