/// The one place where the keys of a screen are written: dispatch, the footer, the help, the command line and the
/// manual all read it.
public struct Keymap<Action: Sendable>: Sendable {
  /// Keys that do the same thing, what it is called, and what the help says about it.
  public struct Binding: Sendable {
    public var keys: [Key]
    public let action: Action
    /// As a person types it after `:` and in the configuration. Stays when the code changes its words.
    public let name: String
    public let help: String
    /// The one word beside the key in the footer; nil keeps the binding out of it.
    public let hint: String?

    public init(_ keys: Key..., does action: Action, as name: String, _ help: String, hint: String? = nil) {
      self.keys = keys
      self.action = action
      self.name = name
      self.help = help
      self.hint = hint
    }
  }

  public let bindings: [Binding]
  private let index: [Key: Int]

  /// Stops the program if a key is bound twice: a mistake in the source, not in the user's hands.
  public init(_ bindings: [Binding]) {
    self.bindings = bindings
    let pairs = bindings.enumerated().flatMap { at, binding in binding.keys.map { ($0, at) } }
    index = Dictionary(pairs) { _, at in preconditionFailure("key bound twice, see '\(bindings[at].help)'") }
  }

  /// nil for a key that this screen does not know.
  public subscript(key: Key) -> Action? { index[key].map { bindings[$0].action } }

  /// The action of that name; nil for none of these.
  public func action(named name: String) -> Action? { bindings.first { $0.name == name }?.action }

  /// One line for each binding.
  public var help: [KeyHelp] {
    bindings.map { KeyHelp(keys: $0.keys.map(\.description).joined(separator: " "), name: $0.name, text: $0.help) }
  }

  /// What the footer shows: the first key of each binding that has a hint.
  public var hints: [(key: String, text: String)] {
    bindings.compactMap { binding in
      guard let key = binding.keys.first, let hint = binding.hint else { return nil }
      return (key.description, hint)
    }
  }
}

/// A line of the help: `j ↓`, `down`, `next behaviour`.
public struct KeyHelp: Sendable {
  public let keys: String
  public let name: String
  public let text: String
}

extension Keymap {
  /// Why a person's own keys cannot be had.
  public enum Clash: Error, Equatable, Sendable {
    case noAction(name: String)
    /// One key for two things.
    case twice(Key, first: String, second: String)
  }

  /// The same actions on other keys.
  ///
  /// - Parameter changes: keys by the binding's name; an empty list takes the keys away, and leaves the name to `:`.
  public func rebound(_ changes: [String: [Key]]) throws(Clash) -> Keymap {
    var bindings = bindings
    for (name, keys) in changes.sorted(by: { $0.key < $1.key }) {
      guard let at = bindings.firstIndex(where: { $0.name == name }) else { throw .noAction(name: name) }
      bindings[at].keys = keys
    }
    var owners: [Key: String] = [:]
    for binding in bindings {
      for key in binding.keys {
        if let first = owners.updateValue(binding.name, forKey: key) {
          throw .twice(key, first: first, second: binding.name)
        }
      }
    }
    return Keymap(bindings)
  }
}
