internal import Canvas
internal import Runs
internal import Trends

extension Board {
  /// The word that `parse` would take for how it is now; nil where the screen on top has no such thing.
  public func value(of setting: Setting) -> String? {
    switch setting.name {
    case "measure": top.screen.measure(around).rawValue
    case "axis": around.overview.rows.first?.finding.axis.rawValue
    case "y-axis": top.screen.sharesY.map { $0 ? "shared" : "own" }
    default: looks.word(of: setting)
    }
  }

  /// Does it here and now; what can only be chosen at the start says so.
  public mutating func apply(_ choice: Setting.Choice) -> [Effect] {
    switch choice {
    case .theme(let name): return [.theme(name)]
    case .glyphs(let glyphs): around.looks.glyphs = glyphs
    case .usesMouse(let uses): if around.looks.usesMouse != uses { switchMouse() }
    case .ambiguousWidth(let columns): around.looks.ambiguousWidth = columns
    case .measure(let measure): return show(measure)
    case .axis(let axis):
      guard value(of: "axis") != axis.rawValue else { break }
      around.message = "the axis is chosen at the start: vane --axis \(axis.rawValue)"
    case .sharesY(let shares):
      guard let isShared = top.screen.sharesY else {
        around.message = "no lines share a y axis on this screen"
        break
      }
      if isShared != shares { return obey(frames[frames.count - 1].screen.act("y-axis", times: nil, &around) ?? []) }
    }
    return []
  }

  private func value(of name: String) -> String? { Setting.named(name).flatMap { value(of: $0) } }

  private mutating func show(_ measure: Measure) -> [Effect] {
    if value(of: "measure") == measure.rawValue { return [] }
    let at = frames.count - 1
    guard let effects = frames[at].screen.act("measure-\(measure.rawValue)", times: nil, &around) else {
      around.message =
        top.screen.binds("next-measure")
        ? "u goes to the next measure on this screen"
        : "the measure of this screen is chosen at the start: vane --measure \(measure.rawValue)"
      return []
    }
    return obey(effects)
  }

  /// `:set`, `:set NAME` and `:set NAME=VALUE`; nil for any other command.
  mutating func set(by command: Command) -> [Effect]? {
    guard command.name == "set" else { return nil }
    guard !command.words.isEmpty else {
      push(SettingsScreen(of: Setting.all.map { ($0, value(of: $0)) }))
      return []
    }
    let parts = command.words.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "=" || $0.isWhitespace }
    let name = String(parts[0])
    guard let setting = Setting.named(name) else {
      around.message = "no setting is called '\(name)'" + Nearest.hint(name, Setting.all.map(\.name))
      return []
    }
    guard parts.count > 1 else {
      let value = value(of: setting).map { "\(setting.name)=\($0)" } ?? "\(setting.name) means nothing on this screen"
      around.message = "\(value): \(setting.help)"
      return []
    }
    var word = parts[1]
    while word.first.map({ $0 == "=" || $0.isWhitespace }) == true { word.removeFirst() }
    do throws(Setting.Mistake) {
      return apply(try setting.parse(String(word)))
    } catch {
      around.message = error.what
      return []
    }
  }
}

extension Looks {
  /// nil for what is no look.
  func word(of setting: Setting) -> String? {
    switch setting.name {
    case "theme": theme.name
    case "glyphs": glyphs.rawValue
    case "mouse": usesMouse ? "on" : "off"
    case "ambiguous-width": ambiguousWidth.map { "\($0)" } ?? "measured"
    default: nil
    }
  }
}

extension Screen {
  fileprivate func binds(_ name: String) -> Bool { Self.keymap.action(named: name) != nil }
}
