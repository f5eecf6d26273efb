public import Canvas
internal import Runs

extension Keys {
  /// What a configuration says of one name.
  public struct Wish: Equatable, Sendable {
    /// nil: wherever something is called so.
    public var screen: String?
    public var name: String
    public var keys: [Key]

    public init(screen: String? = nil, name: String, keys: [Key]) {
      self.screen = screen
      self.name = name
      self.keys = keys
    }
  }

  /// As many of the wishes as can be had together; of each that cannot, its place among them and why not.
  ///
  /// Wishes that exchange two keys are looked at together, so none of them clashes with what another gives up.
  public static func settled(_ wishes: [Wish]) -> (keys: Keys, refused: [(place: Int, mistake: Mistake)]) {
    var refused: [(place: Int, mistake: Mistake)] = []
    var left: [Int] = []
    for (at, wish) in wishes.enumerated() {
      if let mistake = stranger(wish) { refused.append((at, mistake)) } else { left.append(at) }
    }
    while true {
      let (changes, owners) = changes(by: left.map { ($0, wishes[$0]) })
      do throws(Mistake) {
        return (try Keys(changes), refused)
      } catch {
        guard let at = error.name.flatMap({ owners[error.screen]?[$0] }) else { return (Keys(), refused) }
        refused.append((at, error))
        left.removeAll { $0 == at }
      }
    }
  }

  /// The first of the keys that do everywhere what is called so; nil for none.
  public func key(named name: String) -> Key? { everywhere.bindings.first { $0.name == name }?.keys.first }

  /// Screens and the names that each of them has, what works everywhere first.
  public static let names: [(screen: String, names: [String])] =
    [(everywhere, Board.keymap.help.map(\.name))]
    + Manual.screens.map { screen in (screen.name, screen.help(by: Keys()).map(\.name)) }

  /// Why nothing is called so; nil if something is.
  private static func stranger(_ wish: Wish) -> Mistake? {
    guard let screen = wish.screen else {
      let all = Set(names.flatMap(\.names))
      if all.contains(wish.name) { return nil }
      let hint = Nearest.hint(wish.name, all.sorted())
      return Mistake(screen: everywhere, name: wish.name, what: "nothing is called '\(wish.name)'\(hint)")
    }
    guard let own = names.first(where: { $0.screen == screen })?.names else {
      let hint = Nearest.hint(screen, names.map(\.screen))
      return Mistake(screen: screen, name: nil, what: "no screen is called '\(screen)'\(hint)")
    }
    if own.contains(wish.name) { return nil }
    let hint = Nearest.hint(wish.name, own)
    return Mistake(screen: screen, name: wish.name, what: "\(screen) has nothing called '\(wish.name)'\(hint)")
  }

  /// What is said of one screen counts more than what is said of all; and who wished what, by screen and name.
  private static func changes(by wishes: [(Int, Wish)]) -> (Changes, owners: [String: [String: Int]]) {
    var changes: Changes = [:]
    var owners: [String: [String: Int]] = [:]
    for (at, wish) in wishes where wish.screen == nil {
      for (screen, names) in names where names.contains(wish.name) {
        changes[screen, default: [:]][wish.name] = wish.keys
        owners[screen, default: [:]][wish.name] = at
      }
    }
    for (at, wish) in wishes {
      guard let screen = wish.screen else { continue }
      changes[screen, default: [:]][wish.name] = wish.keys
      owners[screen, default: [:]][wish.name] = at
    }
    return (changes, owners)
  }
}
