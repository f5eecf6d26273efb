internal import Runs

/// Names and values as TOML writes them. What a terminal might obey is escaped: a draft may be printed.
public enum TOMLText {
  /// A key, in quotation marks where it must be.
  public static func key(_ name: String) -> String {
    let isBare =
      !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    return isBare ? name : text(name)
  }

  /// A key in its tables, for a sentence about it: as much of each name as tells which is meant. In a table with a name
  /// of a hundred thousand letters ten thousand keys may be mistaken.
  static func told(_ path: [String]) -> String { path.map { key($0.shortened) }.joined(separator: ".") }

  public static func text(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where isHidden(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        out += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      case _: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  public static func list(_ texts: [String]) -> String { "[" + texts.map(text).joined(separator: ", ") + "]" }

  /// Without a fraction where there is none.
  public static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }

  private static func isHidden(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    case _: false
    }
  }
}
