public import Runs

/// Which rows of two ladders are one item, and by what that is known.
public struct ItemPairing: Sendable, Equatable {
  /// What two items have in common that are taken for one.
  public enum Basis: String, Sendable, CaseIterable {
    case name
    /// The hash of what was asked, where the names differ.
    case question
    /// The items' own names, where the question itself differs: one item under two prompts.
    case identity
  }

  public struct Pair: Sendable, Equatable {
    public var a: Int
    public var b: Int
  }

  public var basis: Basis
  /// In the order of A; empty where nothing is shared.
  public var pairs: [Pair]

  /// The items of one side, with the hash of what each was asked; 0 is unknown and matches nothing.
  public struct Side: Sendable {
    public var behaviour: String
    public var items: [ItemName]
    public var contents: [UInt64]

    public init(behaviour: String, items: [ItemName], contents: [UInt64]) {
      self.behaviour = behaviour
      self.items = items
      self.contents = contents
    }
  }

  /// Items of one suite have the same names; those of two prompts are known by what was asked, else by the items' own
  /// names, which say something within one behaviour only.
  public init(_ a: Side, _ b: Side) {
    self.init(a.items, b.items)
    guard pairs.isEmpty else { return }
    (basis, pairs) = (.question, Self.pairs(a.contents.map(Self.known), b.contents.map(Self.known)))
    guard pairs.isEmpty, a.behaviour == b.behaviour else { return }
    let own = Self.pairs(a.items.map(Self.identity), b.items.map(Self.identity))
    if !own.isEmpty { (basis, pairs) = (.identity, own) }
  }

  /// By name alone.
  public init(_ a: [ItemName], _ b: [ItemName]) { (basis, pairs) = (.name, Self.pairs(a, b)) }

  private static func known(_ hash: UInt64) -> UInt64? { hash == 0 ? nil : hash }

  /// nil for a bare position in a file, which identifies nothing.
  private static func identity(_ name: ItemName) -> String? {
    name.item.allSatisfy { $0.isNumber || $0 == "#" } ? nil : name.item
  }

  /// Only what is unique on both sides can be paired.
  private static func pairs<Name: Hashable>(_ a: [Name?], _ b: [Name?]) -> [Pair] {
    var places: [Name: Int] = [:]
    var twice: Set<Name> = []
    for (at, name) in b.enumerated() {
      if let name, places.updateValue(at, forKey: name) != nil { twice.insert(name) }
    }
    var seen: Set<Name> = []
    for case let name? in a where !seen.insert(name).inserted { twice.insert(name) }
    return a.enumerated().compactMap { at, name in
      guard let name, !twice.contains(name), let there = places[name] else { return nil }
      return Pair(a: at, b: there)
    }
  }
}
