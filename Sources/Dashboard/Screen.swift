public import Canvas
public import Runs

/// State, update, view. The board draws the line above and the line below; a screen draws what is between.
public protocol Screen: Sendable {
  associatedtype Action: Sendable

  /// Heads the help.
  static var title: String { get }
  static var keymap: Keymap<Action> { get }
  /// What can be typed after `:` here beside the names of the keys.
  static var commands: [Command.Form] { get }

  /// The screen's part of the path in the first line: `facts direct`.
  var crumb: String { get }
  /// What to ask again when new files were read; nil when the overview's rows are all it needs.
  var question: Question? { get }
  /// While something is being typed, it stands in the last line and the keys go to `type`.
  var prompt: Prompt? { get }
  /// True while nothing may be opened beside it, or over it, that shows names.
  var isBlind: Bool { get }
  /// Does the key of that name do nothing here and now? The last line does not show it then.
  func isIdle(_ name: String, _ around: Surroundings) -> Bool

  mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect]
  mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect]
  /// Takes text into the line that is being typed; where a key is asked for and no line, none of its letters is one.
  mutating func paste(_ text: String)
  /// Do the lines that it shows together share a y axis? nil where there are none.
  var sharesY: Bool? { get }
  /// Columns of the list that the keys are about, and what can be said of its rows in a filter: for completion.
  var columnNames: [String] { get }
  var fieldNames: [String] { get }
  /// Does what one of `commands` asks for; nil if the command is none of them.
  mutating func obey(_ command: Command, _ around: inout Surroundings) -> [Effect]?
  /// The behaviour that the keys `a` and `e` are about.
  func subject(_ around: Surroundings) -> BehaviourKey?
  /// What `x` takes away of it, beside its picture: what it shows, by the command that prints the same.
  func offers(_ around: Surroundings) -> [TakeAway.Offer]
  /// What it would show beside its own if it were known: asked in the background, answered by `glimpse`.
  func wish(_ around: Surroundings) -> Question?
  mutating func glimpse(_ answer: Answer)
  /// - Returns: false if the answer is another screen's.
  mutating func take(_ answer: Answer) -> Bool
  /// Selects what a click on that line or panel means; nil if there is none.
  mutating func select(_ line: Int, _ around: inout Surroundings) -> [Effect]?
  /// Reads that label of its chart out.
  mutating func read(_ label: Int)
  /// Lines, or rows of panels, that one step of the wheel goes.
  var wheelSteps: Int { get }
  /// How much of the room it takes: where it is less, the screen below stays in view at its left.
  func panel(in size: Size) -> Size
  /// The rows, the flags or the marks are others now.
  mutating func heed(_ around: Surroundings)
  /// Something that it asked for has come, or it is on top again: what it wanted to do next, it does now.
  mutating func goOn(_ around: inout Surroundings) -> [Effect]
  /// What it asked for will not come: somebody stopped it.
  mutating func giveUp()
  /// Gives up the range of items that was begun; false where there is none, so that Escape leaves the screen.
  mutating func endRange(_ around: inout Surroundings) -> Bool
  /// `size` is the room between the first line and the last; the same state always gives the same grid.
  func view(_ size: Size, _ around: Surroundings) -> Grid
}

extension Screen {
  public static var commands: [Command.Form] { [] }
  public mutating func obey(_ command: Command, _ around: inout Surroundings) -> [Effect]? { nil }
  public var question: Question? { nil }
  public var prompt: Prompt? { nil }
  public var isBlind: Bool { false }
  public func isIdle(_ name: String, _ around: Surroundings) -> Bool { false }
  public var sharesY: Bool? { nil }
  public var columnNames: [String] { [] }
  public var fieldNames: [String] { [] }
  public func subject(_ around: Surroundings) -> BehaviourKey? { nil }
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { [] }
  public func wish(_ around: Surroundings) -> Question? { nil }
  public mutating func glimpse(_ answer: Answer) {}
  public mutating func take(_ answer: Answer) -> Bool { false }
  public mutating func heed(_ around: Surroundings) {}
  public mutating func goOn(_ around: inout Surroundings) -> [Effect] { [] }
  public mutating func giveUp() {}
  public mutating func endRange(_ around: inout Surroundings) -> Bool { false }
  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] { [] }
  public mutating func paste(_ text: String) {}

  public mutating func select(_ line: Int, _ around: inout Surroundings) -> [Effect]? {
    act("last", times: line + 1, &around)
  }
  public mutating func read(_ label: Int) {}
  public var wheelSteps: Int { 3 }
  public func panel(in size: Size) -> Size { size }

  /// nil if this screen does not know the key, so that the keys that work everywhere can have it.
  mutating func press(_ key: Key, times: Int?, _ around: inout Surroundings) -> [Effect]? {
    around.keys.keymap(of: Self.self)[key].map { update($0, times: times, &around) }
  }

  /// Does what the key of that name does; nil if no key of this screen is called so.
  mutating func act(_ name: String, times: Int?, _ around: inout Surroundings) -> [Effect]? {
    Self.keymap.action(named: name).map { update($0, times: times, &around) }
  }

  func binds(_ key: Key, by keys: Keys) -> Bool { keys.keymap(of: Self.self)[key] != nil }
  /// What that key does here, by name.
  func name(of key: Key, by keys: Keys) -> String? {
    keys.keymap(of: Self.self).bindings.first { $0.keys.contains(key) }?.name
  }
  /// What its keys do, by name.
  var names: [String] { Self.keymap.bindings.map(\.name) }
  /// What the last line shows of its keys.
  func hints(_ around: Surroundings) -> [(key: String, text: String)] {
    let bindings = around.keys.keymap(of: Self.self).bindings
    return Keymap<Action>(bindings.filter { $0.hint != nil && !isIdle($0.name, around) }).hints
  }
  static func help(by keys: Keys) -> [KeyHelp] { keys.keymap(of: Self.self).help }
}
