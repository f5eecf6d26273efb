/// Numbers as the screens print them, the same on every machine. What is not a number is `·`.
public enum Decimal {
  /// Four significant digits, or as many as are wanted, no zeros at the end: `0.4137`, `12`, `1.318e-07`. Whole parts
  /// are never rounded below a million.
  public static func short(_ v: Double, digits: Int = 4) -> String {
    if let sign = special(v) { return sign }
    let size = abs(v)
    guard size > 0 else { return "0" }
    let exponent = self.exponent(of: size)
    if (-4..<6).contains(exponent) { return withoutEndZeros(fixed(v, places: max(0, digits - 1 - exponent))) }
    return scientific(v, places: digits - 1)
  }

  /// With its sign always: `+0.41`, `-1.20`; `tight` leaves out the zero before the point: `+.41`.
  public static func signed(_ v: Double, places: Int = 2, tight: Bool = false) -> String {
    let text = fixed(v, places: places, tight: tight)
    return v.isNaN || text.hasPrefix("-") ? text : "+" + text
  }

  /// With its sign always, and on its side of 0 also where these places are not enough: `-0.00`.
  public static func sided(_ v: Double, places: Int) -> String {
    let text = signed(v, places: places)
    return v < 0 && text.hasPrefix("+") ? "-\(text.dropFirst())" : text
  }

  /// With that many places (at most 12); what rounds to zero has no sign. `tight`: `.03` for `0.03`.
  public static func fixed(_ v: Double, places: Int, tight: Bool = false) -> String {
    if let sign = special(v) { return sign }
    let places = min(max(places, 0), 12)
    let scaled = (abs(v) * power(places)).rounded()
    guard scaled < 9e15 else { return scientific(v, places: min(places, 3)) }
    let digits = String(Int(scaled))
    let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var text = String(filled.dropLast(places))
    if places > 0 { text += "." + filled.suffix(places) }
    if tight, places > 0, text.hasPrefix("0") { text.removeFirst() }
    return v < 0 && scaled > 0 ? "-" + text : text
  }

  /// `412,106`
  public static func count(_ n: Int) -> String {
    var text = ""
    for (place, digit) in String(n.magnitude).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    if n < 0 { text.append("-") }
    return String(text.reversed())
  }

  /// A size of a model, two digits at least: `36k`, `1.6M`, `1.0B`, `175B`, `2.3e21`.
  public static func magnitude(_ v: Double) -> String {
    if let sign = special(v) { return sign }
    let size = abs(v)
    if size < 1 { return short(v) }
    if size >= 999.5e12 { return scientific(v, places: 1) }
    var rest = size
    var unit = 0
    while rest >= 999.5, unit < units.count - 1 {
      rest /= 1000
      unit += 1
    }
    let text = fixed(rest, places: rest < 9.95 && (unit > 0 || rest.rounded() != rest) ? 1 : 0)
    return (v < 0 ? "-" : "") + text + units[unit]
  }

  /// A probability: `<.001`, `.003`, `.03`, `.97`, `>.99`.
  public static func p(_ v: Double) -> String {
    if let sign = special(v) { return sign }
    if v < 0.001 { return "<.001" }
    if v < 0.00995 { return fixed(v, places: 3, tight: true) }
    return v < 0.995 ? fixed(v, places: 2, tight: true) : ">.99"
  }

  private static let units = ["", "k", "M", "B", "T"]

  private static func special(_ v: Double) -> String? {
    if v.isNaN { return "·" }
    return v.isFinite ? nil : v > 0 ? "∞" : "-∞"
  }

  private static func scientific(_ v: Double, places: Int) -> String {
    var (digits, exponent) = split(abs(v))
    // Rounding may carry into another digit: 9.9996 is 1.000 of the next power.
    if (digits * power(places)).rounded() >= power(places + 1) {
      digits /= 10
      exponent += 1
    }
    let text = withoutEndZeros(fixed(digits, places: places))
    return "\(v < 0 ? "-" : "")\(text)e\(exponent < 0 ? "-" : "")\(abs(exponent) < 10 ? "0" : "")\(abs(exponent))"
  }

  /// The power of ten of the first digit. `v` is finite and above 0.
  static func exponent(of v: Double) -> Int { split(v).exponent }

  /// `v` as digits in 1..<10 and a power of ten. Steps, because ten to the 323rd is no number.
  private static func split(_ v: Double) -> (digits: Double, exponent: Int) {
    var (rest, exponent) = (v, 0)
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 1 { (rest, exponent) = (rest * 10, exponent - 1) }
    return (rest, exponent)
  }

  /// Ten to a power within ±300.
  static func power(_ exponent: Int) -> Double {
    let whole = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / whole : whole
  }

  private static func withoutEndZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
