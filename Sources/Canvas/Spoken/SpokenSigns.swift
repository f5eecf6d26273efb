/// Signs that are there to be seen, in words or left out.
enum SpokenSigns {
  static func title(_ title: String) -> String {
    let plain = title.filter { !"▾▴".contains($0) }
    return (titles[plain] ?? words(plain)).trimmed
  }

  /// Without frames and pictures; a sign that only repeats the word behind it is left out.
  static func value(_ text: String) -> String {
    let text = words(text).trimmed
    if let word = alone[text] { return word }
    if let first = text.first, text.dropFirst().first == " ", repeated.contains(first) {
      return String(text.dropFirst(2)).trimmed
    }
    return text
  }

  private static let titles = ["P↗": "P rising", "≠": "depends", "Q": "stands"]
  private static let alone = [
    "●": "among all", "○": "alone only", "·": "", "▾": "", "▴": "", ">": "", "»": "",
  ]
  private static let repeated: Set<Character> = ["↗", "↘", "→", "∩", "∪", "?", "–", "●", "○"]

  /// A word made of nothing but frames, blocks and dots is none.
  private static func words(_ text: String) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true).map { part in
      part.contains(where: isDrawn) ? part.filter { !isDrawn($0) && $0 != "·" } : String(part)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func isDrawn(_ glyph: Character) -> Bool {
    switch glyph.unicodeScalars.first?.value ?? 0 {
    case 0x2500...0x259F, 0x2800...0x28FF, 0x1CC00...0x1CEB3, 0x1FB00...0x1FBFF: true
    default: false
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
