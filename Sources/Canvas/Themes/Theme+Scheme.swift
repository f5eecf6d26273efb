extension Theme {
  /// Reads a base16 scheme: sixteen colours by the names `base00` to `base0F`, in YAML as its authors write it, bare or
  /// below `palette:`.
  ///
  ///     palette:
  ///       base00: "#181818"
  ///
  /// The shades 00 to 07 become grounds and letters, the accents 08 to 0F roles. Letters that a scheme leaves too pale
  /// for its own grounds are drawn a little stronger.
  public init(scheme text: String, named name: String) throws(Mistake) {
    var colours: [Int: Colour] = [:]
    var last = 0
    for (number, line) in zip(1..., text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)) {
      if line.contains(where: { !$0.isWhitespace }) { last = number }
      guard let (slot, value) = Self.slot(line) else { continue }
      guard let colour = Colour("#" + value.drop { $0 == "#" }) else {
        throw Mistake(
          theme: name, line: number,
          what: "'\(String(value).printable)' is no colour; a scheme's are six digits: 7cafc2")
      }
      colours[slot] = colour
    }
    var all: [Colour] = []
    for slot in 0..<16 {
      guard let colour = colours[slot] else {
        throw Mistake(
          theme: name, line: max(1, last),
          what: "no base0\(String(slot, radix: 16, uppercase: true)); a base16 scheme has base00 to base0F")
      }
      all.append(colour)
    }
    self.init(name: name, sixteen: all)
  }

  private init(name: String, sixteen: [Colour]) {
    let grounds: [Ground: Colour] = [
      .plain: sixteen[0], .band: sixteen[1], .bar: sixteen[1], .cursor: sixteen[2],
      .picked: sixteen[0].mixed(with: sixteen[13], share: 0.2),
    ]
    func ink(_ slot: Int, ratio: Double = 4.5, bold: Bool = false) -> Ink {
      Ink(sixteen[slot].legible(on: Array(grounds.values), ratio: ratio), bold: bold)
    }
    let pale = ink(3, ratio: 3)
    self.init(
      name: name,
      inks: [
        .text: ink(5), .dim: pale, .title: ink(7, bold: true), .heading: ink(4, bold: true), .key: ink(13, bold: true),
        .warning: ink(8, bold: true), .flag: ink(14), .accent: ink(13, bold: true), .rising: ink(12, bold: true),
        .falling: ink(9, bold: true), .flat: ink(5), .turning: ink(14, bold: true), .unresolved: pale, .refused: pale,
        .line1: ink(12), .line2: ink(9), .line3: ink(14), .line4: ink(11), .line5: ink(13), .line6: ink(8),
        .line7: ink(10), .line8: ink(6),
      ], grounds: grounds.mapValues { Ink($0) })
  }

  /// `  base0A: "f7ca88"  # yellow` → 10 and f7ca88; nil for any other line.
  private static func slot(_ line: Substring) -> (slot: Int, value: Substring)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let key = line[..<colon].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.lowercased()
    guard key.count == 6, key.hasPrefix("base0"), let slot = Int(key.suffix(1), radix: 16) else { return nil }
    let rest = line[line.index(after: colon)...].drop(while: \.isWhitespace)
    let quote = rest.first.flatMap { "\"'".contains($0) ? $0 : nil }
    let value =
      quote.map { quote in rest.dropFirst().prefix { $0 != quote } }
      // Bare, a `#` begins a comment.
      ?? rest.prefix { !$0.isWhitespace && $0 != "#" }
    return (slot, value)
  }
}
