/// A JSON value whose keys keep their order, because the scriptable output promises one.
enum JSON {
  case null
  case bool(Bool)
  case integer(Int)
  /// Full double precision; NaN is `null`, ±∞ the strings `"inf"` and `"-inf"`.
  case number(Double)
  case string(String)
  case array([JSON])
  /// As many values, each made when its turn comes to be written: rows of a long answer.
  case list(Int, at: (Int) -> JSON)
  case object([(String, JSON)])
  /// As somebody else wrote it, in ASCII.
  case written(String)

  init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  init(_ value: Double?) { self = value.map(JSON.number) ?? .null }
  init(_ value: Int?) { self = value.map(JSON.integer) ?? .null }
  init(_ range: ClosedRange<Double>?) {
    self = range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  /// An object with one more key, or another value for it; anything else is as it was.
  func with(_ key: String, _ value: JSON) -> JSON {
    guard case .object(var pairs) = self else { return self }
    if let at = pairs.firstIndex(where: { $0.0 == key }) { pairs[at].1 = value } else { pairs.append((key, value)) }
    return .object(pairs)
  }

  /// On one line.
  var text: String {
    var out = ""
    write(to: &out) { _ in }
    return out
  }

  /// The same with the end of its line, in pieces: with a million rows their text is longer than all that they are made
  /// from. A short one is one piece, which is there whole or not at all.
  func writeLine(_ take: (String) throws -> Void) rethrows {
    var piece = ""
    try write(to: &piece) { try $0.handOver(to: take) }
    try take(piece + "\n")
  }

  /// - Parameter relieve: called behind each value of a list, and may take away what is written.
  private func write(to out: inout String, _ relieve: (inout String) throws -> Void) rethrows {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .number(let value): out += Self.text(of: value)
    case .string(let value): Self.quote(value, into: &out)
    case .written(let text): out += text
    case .array(let values):
      out += "["
      for (at, value) in values.enumerated() {
        if at > 0 { out += ", " }
        try value.write(to: &out, relieve)
      }
      out += "]"
    case .list(let count, let value):
      out += "["
      for at in 0..<count {
        if at > 0 { out += ", " }
        try value(at).write(to: &out, relieve)
        try relieve(&out)
      }
      out += "]"
    case .object(let pairs):
      out += "{"
      for (at, (key, value)) in pairs.enumerated() {
        if at > 0 { out += ", " }
        Self.quote(key, into: &out)
        out += ": "
        try value.write(to: &out, relieve)
      }
      out += "}"
    }
  }

  private static func text(of value: Double) -> String {
    if value.isNaN { return "null" }
    if value.isInfinite { return value > 0 ? "\"inf\"" : "\"-inf\"" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  /// Control characters, direction overrides and line breaks of other alphabets: escaped, they stay harmless when the
  /// JSON is looked at in a terminal.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    case _: false
    }
  }

  private static func quote(_ text: String, into out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case _ where isObeyed(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      case _: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}

extension String {
  /// Begins anew once it is long enough to be a piece of an output.
  mutating func handOver(to take: (String) throws -> Void) rethrows {
    guard utf8.count >= 1 << 16 else { return }
    try take(self)
    self = ""
  }
}
