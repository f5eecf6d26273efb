public import Canvas

/// The keys as a person has them: the screens' own tables, with what a configuration changes.
public struct Keys: Equatable, Sendable {
  /// Keys by screen and by the binding's name; both as `Manual` prints them.
  public typealias Changes = [String: [String: [Key]]]

  /// Why a configuration's keys cannot be had, and of which of its entries that is to be said.
  public struct Mistake: Error, Equatable, Sendable {
    public var screen: String
    /// nil: the screen itself is not known.
    public var name: String?
    public var what: String
  }

  /// What the keys that work on every screen stand under.
  static let everywhere = "everywhere"

  private var changes: Changes = [:]

  /// As the program has them.
  public init() {}

  /// Refuses what no screen knows, and a key that would do two things on one screen.
  public init(_ changes: Changes) throws(Mistake) {
    let known = Manual.screens.map { $0.name } + [Self.everywhere]
    for screen in changes.keys.sorted() where !known.contains(screen) {
      throw Mistake(
        screen: screen, name: nil, what: "no screen is called '\(screen)'; there are: \(known.joined(separator: ", "))")
    }
    let everywhere = try Self.rebound(Board.keymap, changes[Self.everywhere], on: Self.everywhere)
    for screen in Manual.screens { try Self.check(screen, changes[screen.name], against: everywhere) }
    self.changes = changes
  }

  /// A screen's own key hides one that works everywhere only where the program's own tables have it so.
  private static func check<S: Screen>(
    _ screen: S.Type, _ own: [String: [Key]]?, against everywhere: Keymap<Board.Action>
  ) throws(Mistake) {
    let usual = Set(S.keymap.bindings.flatMap(\.keys)).intersection(Board.keymap.bindings.flatMap(\.keys))
    let bindings = try rebound(S.keymap, own, on: S.name).bindings
    for binding in bindings {
      for key in binding.keys where !usual.contains(key) {
        guard let other = everywhere.bindings.first(where: { $0.keys.contains(key) }) else { continue }
        throw Mistake(
          screen: own?[binding.name] == nil ? Self.everywhere : S.name,
          name: own?[binding.name] == nil ? other.name : binding.name,
          what: "\(key) would be both '\(binding.name)' on \(S.name) and '\(other.name)' everywhere; choose another key"
        )
      }
    }
  }

  private static func rebound<Action>(
    _ keymap: Keymap<Action>, _ changes: [String: [Key]]?, on screen: String
  ) throws(Mistake) -> Keymap<Action> {
    guard let changes else { return keymap }
    do throws(Keymap<Action>.Clash) {
      return try keymap.rebound(changes)
    } catch {
      switch error {
      case .noAction(let name):
        let names = keymap.bindings.map(\.name).joined(separator: ", ")
        throw Mistake(screen: screen, name: name, what: "\(screen) has nothing called '\(name)'; it has: \(names)")
      case .twice(let key, let first, let second):
        throw Mistake(
          screen: screen, name: changes[second] == nil ? first : second,
          what: "\(key) would be both '\(first)' and '\(second)' on \(screen); choose another key")
      }
    }
  }

  func keymap<S: Screen>(of screen: S.Type) -> Keymap<S.Action> { changed(S.keymap, on: S.name) }
  var everywhere: Keymap<Board.Action> { changed(Board.keymap, on: Self.everywhere) }

  private func changed<Action>(_ keymap: Keymap<Action>, on screen: String) -> Keymap<Action> {
    guard let own = changes[screen] else { return keymap }
    // They were looked at when this value was made.
    return (try? keymap.rebound(own)) ?? keymap
  }
}

extension Screen {
  /// As a configuration calls it: `turns-and-suspicions`.
  static var name: String { title.lowercased().replacing(" ", with: "-") }
}
