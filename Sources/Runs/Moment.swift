/// A time as files have it (RFC 3339), for putting lines of several people and clocks in order: `2026-11-23T10:00:00Z`,
/// `2026-11-23T11:00:00.25+01:00`.
public struct Moment: Comparable, Sendable {
  /// Since 1970 in UTC; leap seconds are not counted.
  public let seconds: Double

  /// nil for anything written otherwise.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    func take(_ count: Int) -> Int? {
      guard rest.count >= count, rest.prefix(count).allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    func skip(_ any: String) -> UInt8? {
      guard let first = rest.first, any.utf8.contains(first) else { return nil }
      rest = rest.dropFirst()
      return first
    }
    guard let year = take(4), skip("-") != nil, let month = take(2), skip("-") != nil, let day = take(2),
      skip("Tt ") != nil, let hour = take(2), skip(":") != nil, let minute = take(2), skip(":") != nil,
      let second = take(2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    var fraction = 0.0
    if skip(".") != nil {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty else { return nil }
      fraction = digits.reversed().reduce(0) { ($0 + Double($1 - 0x30)) / 10 }
      rest = rest.dropFirst(digits.count)
    }
    var offset = 0
    if skip("Zz") == nil {
      guard let sign = skip("+-"), let hours = take(2), skip(":") != nil, let minutes = take(2) else { return nil }
      offset = (hours * 60 + minutes) * (sign == 0x2D ? -60 : 60)
    }
    guard rest.isEmpty else { return nil }
    let days = Self.days(year, month, day)
    seconds = Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction
  }

  /// As files are called, without colons and without an offset (taken for UTC): `2026-11-23T09-34-40.752012`.
  init?(inName stamp: String) {
    guard let time = stamp.firstIndex(of: "T") else { return nil }
    self.init(String(stamp[..<time]) + String(stamp[time...]).replacing("-", with: ":") + "Z")
  }

  /// Since 1970-01-01 in the Gregorian calendar. Source: Hinnant, "chrono-compatible low-level date algorithms".
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // A year begins in March, so that the leap day is its last.
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let inEra = year - era * 400
    let inYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
  }

  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }
}
