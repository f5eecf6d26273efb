/// Unicode scalars as ranges in their order, with gaps between them.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  func contains(_ value: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  /// Everything else; never a line break, for a pattern looks at one line at a time.
  var inverted: ScalarSet {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in union(ScalarSet("\n")).ranges {
      if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10_FFFF { rest.append(next...0x10_FFFF) }
    return ScalarSet(rest)
  }

  /// With the capitals of its letters, and the small letters of its capitals. Large ranges hold both already.
  var inEitherCase: ScalarSet {
    var all = ranges
    for range in ranges where range.count <= 1000 {
      for value in range {
        guard let properties = Unicode.Scalar(value)?.properties else { continue }
        for mapping in [properties.lowercaseMapping, properties.uppercaseMapping]
        where mapping.unicodeScalars.count == 1 {
          all += mapping.unicodeScalars.map { $0.value...$0.value }
        }
      }
    }
    return ScalarSet(all)
  }

  /// `.`
  static let any = ScalarSet().inverted
  /// `\d`
  static let digits = ScalarSet([0x30...0x39])
  /// `\s`
  static let blanks = ScalarSet([
    0x09...0x09, 0x0B...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  /// `\w`, beyond ASCII by the blocks that hold letters: close enough, and known without asking of a million scalars.
  static let letters = ScalarSet([
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6,
    0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3040...0xD7FF, 0xF900...0xFDFF, 0xFE70...0xFEFF, 0xFF10...0xFF19,
    0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC, 0x1_0000...0x1_EFFF, 0x2_0000...0x3_FFFF,
  ])
}
