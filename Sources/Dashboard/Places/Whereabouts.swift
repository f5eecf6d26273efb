public import Runs

/// Where a person is, by names and not by numbers of lines: what is kept from one session to the next.
///
/// Only the way down through behaviours to an item: what other screens show has to be computed. No filter and no order
/// is part of it, so that nothing is hidden at the start of a session.
public struct Whereabouts: Equatable, Sendable {
  /// How far down it goes.
  public enum Depth: String, Sendable, CaseIterable { case overview, behaviour, item }

  public var depth = Depth.overview
  /// The selected row, and what the other depths are about; nil: nobody has chosen one.
  public var key: BehaviourKey?
  public var measure = Measure.margin
  /// The suite whose items are listed apart.
  public var suite: String?
  /// The selected suite, where the list of suites is in use.
  public var row: String?
  /// The selected item, or the one that is open.
  public var item: ItemName?

  public init() {}
}

extension Whereabouts {
  /// For a file: `behaviour`, `facts`, `direct` … Empty where there is nothing.
  public var fields: [String] {
    [
      depth.rawValue, key?.behaviour ?? "", key?.variant ?? "", measure.rawValue, suite ?? "", row ?? "",
      item?.suite ?? "", item?.item ?? "",
    ]
  }

  /// nil for fields that say something else.
  public init?(fields: [String]) {
    guard fields.count == 8, let depth = Depth(rawValue: fields[0]), let measure = Measure(rawValue: fields[3]) else {
      return nil
    }
    self.depth = depth
    self.measure = measure
    key = fields[1].isEmpty ? nil : BehaviourKey(fields[1], variant: fields[2].isEmpty ? nil : fields[2])
    suite = fields[4].isEmpty ? nil : fields[4]
    row = fields[5].isEmpty ? nil : fields[5]
    item = fields[7].isEmpty ? nil : ItemName(suite: fields[6], item: fields[7])
    if depth != .overview, key == nil { return nil }
    if depth == .item, item == nil { return nil }
  }
}
