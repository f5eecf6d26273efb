/// Takes fields one after another, to bytes or from them: a type lists its fields once, for both directions.
///
/// For what only the same program reads again: bits are those of the machine. Foundation's coders take a tenth of a
/// second for a thousand findings, which is longer than a person may wait for the first screen.
public protocol Packing {
  mutating func text(_ text: inout String) throws
  mutating func bits<Value: BitwiseCopyable>(_ value: inout Value) throws
  mutating func bits<Value: BitwiseCopyable>(_ values: inout [Value]) throws
}

/// A value that can be kept and had back.
public protocol Packable {
  /// What the fields are read into.
  static var blank: Self { get }
  /// Hands over every field, always in the same order.
  mutating func pack(by packing: inout some Packing) throws
}

extension Packing {
  public mutating func value(_ value: inout some Packable) throws { try value.pack(by: &self) }

  public mutating func optional<Value: Packable>(_ value: inout Value?) throws {
    var isThere = value != nil
    try bits(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var some = value ?? Value.blank
    try some.pack(by: &self)
    value = some
  }

  public mutating func values<Value: Packable>(_ values: inout [Value]) throws {
    var count = values.count
    try bits(&count)
    if values.isEmpty {
      // From bytes: nothing is reserved for a number that may be damaged.
      for _ in 0..<max(0, count) {
        var value = Value.blank
        try value.pack(by: &self)
        values.append(value)
      }
    } else {
      for at in values.indices { try values[at].pack(by: &self) }
    }
  }
}

extension Array: Packable where Element: Packable {
  public static var blank: [Element] { [] }
  public mutating func pack(by packing: inout some Packing) throws { try packing.values(&self) }
}

extension Optional: Packable where Wrapped: Packable {
  public static var blank: Wrapped? { nil }
  public mutating func pack(by packing: inout some Packing) throws { try packing.optional(&self) }
}

extension String: Packable {
  public static var blank: String { "" }
  public mutating func pack(by packing: inout some Packing) throws { try packing.text(&self) }
}

extension Dictionary: Packable where Key: Packable, Value: Packable {
  public static var blank: [Key: Value] { [:] }

  public mutating func pack(by packing: inout some Packing) throws {
    var (keys, values) = (Array(keys), Array(values))
    try packing.values(&keys)
    try packing.values(&values)
    self = Dictionary(zip(keys, values)) { first, _ in first }
  }
}
