/// A row of the overview: a behaviour under one prompt variant. Variants are never averaged silently.
public struct BehaviourKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var behaviour: String
  /// nil: the runs name no variant.
  public var variant: String?

  public init(_ behaviour: String, variant: String? = nil) {
    self.behaviour = behaviour
    self.variant = variant
  }

  /// `facts direct`, or `facts` alone.
  public var description: String { variant.map { "\(behaviour) \($0)" } ?? behaviour }

  /// What a person may call it: `facts` where any variant is meant, `facts direct`, `facts:direct`; `facts:` is the one
  /// without a variant alone.
  public var names: [String] {
    variant.map { [behaviour, description, "\(behaviour):\($0)"] } ?? [behaviour, "\(behaviour):"]
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.behaviour, a.variant ?? "") < (b.behaviour, b.variant ?? "")
  }
}
