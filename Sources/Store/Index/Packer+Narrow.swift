/// Numbers in as few bytes as they need. Most of what a log says beside its log-likelihoods is small: which choice is
/// watched, right or wrong, how long a record is.
extension Packer {
  /// In the fewest bytes that hold the largest of them, the same for all; none at all where all are 0.
  mutating func put<Value: FixedWidthInteger & UnsignedInteger>(narrow values: [Value]) {
    let width = Width(of: values.reduce(0, |))
    put(width.rawValue)
    switch width {
    case .none: break
    case .one: put(all: values.map { UInt8(truncatingIfNeeded: $0) })
    case .two: put(all: values.map { UInt16(truncatingIfNeeded: $0) })
    case .four: put(all: values.map { UInt32(truncatingIfNeeded: $0) })
    case .eight: put(all: values.map { UInt64(truncatingIfNeeded: $0) })
    }
  }

  /// One byte each where all are wrong, right or not judged; as they are where one is a fraction.
  mutating func put(judged values: [Double]) {
    let bytes = values.compactMap(Judgement.init(of:))
    put(bytes.count == values.count)
    if bytes.count == values.count { put(all: bytes.map(\.rawValue)) } else { put(all: values) }
  }
}

extension Unpacker {
  mutating func takeNarrow<Value: FixedWidthInteger & UnsignedInteger>(_ count: Int, as type: Value.Type = Value.self)
    throws(Damage) -> [Value]
  {
    guard let width = Width(rawValue: try take()) else { throw Damage() }
    return switch width {
    case .none: [Value](repeating: 0, count: count)
    case .one: try take(count, of: UInt8.self).map { Value(truncatingIfNeeded: $0) }
    case .two: try take(count, of: UInt16.self).map { Value(truncatingIfNeeded: $0) }
    case .four: try take(count, of: UInt32.self).map { Value(truncatingIfNeeded: $0) }
    case .eight: try take(count, of: UInt64.self).map { Value(truncatingIfNeeded: $0) }
    }
  }

  mutating func takeJudged(_ count: Int) throws(Damage) -> [Double] {
    guard try takeFlag() else { return try takeDoubles(count) }
    let values = try take(count, of: UInt8.self).compactMap { Judgement(rawValue: $0)?.value }
    guard values.count == count else { throw Damage() }
    return values
  }
}

/// Bytes that each number of a list takes.
private enum Width: UInt8 {
  case none = 0
  case one = 1
  case two = 2
  case four = 4
  case eight = 8

  init(of largest: some FixedWidthInteger & UnsignedInteger) {
    self =
      switch largest.bitWidth - largest.leadingZeroBitCount {
      case 0: .none
      case ...8: .one
      case ...16: .two
      case ...32: .four
      case _: .eight
      }
  }
}

private enum Judgement: UInt8 {
  case wrong = 0
  case right = 1
  case none = 2

  /// nil for a fraction, and for what would not come back to the bit, such as minus zero.
  init?(of value: Double) {
    if value.bitPattern == 0 {
      self = .wrong
    } else if value == 1 {
      self = .right
    } else if value.isNaN {
      self = .none
    } else {
      return nil
    }
  }

  var value: Double {
    switch self {
    case .wrong: 0
    case .right: 1
    case .none: .nan
    }
  }
}
