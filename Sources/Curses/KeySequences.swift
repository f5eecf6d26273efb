internal import CNcurses
internal import Canvas

/// What terminals send for keys that are no characters.
enum KeySequences {
  /// What most terminals send, whatever their description says.
  static let usual: [[UInt8]: Key] = Dictionary(
    uniqueKeysWithValues: [
      ("[A", .up), ("[B", .down), ("[C", .right), ("[D", .left), ("OA", .up), ("OB", .down), ("OC", .right),
      ("OD", .left), ("[H", .home), ("[F", .end), ("OH", .home), ("OF", .end), ("[1~", .home), ("[4~", .end),
      ("[7~", .home), ("[8~", .end), ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown),
      ("[Z", .backTab), ("OM", .enter), ("OP", .function(1)), ("OQ", .function(2)), ("OR", .function(3)),
      ("OS", .function(4)), ("[[A", .function(1)), ("[[B", .function(2)), ("[[C", .function(3)),
      ("[[D", .function(4)), ("[[E", .function(5)), ("[11~", .function(1)), ("[12~", .function(2)),
      ("[13~", .function(3)), ("[14~", .function(4)), ("[15~", .function(5)), ("[17~", .function(6)),
      ("[18~", .function(7)), ("[19~", .function(8)), ("[20~", .function(9)), ("[21~", .function(10)),
      ("[23~", .function(11)), ("[24~", .function(12)), ("b", .wordLeft), ("f", .wordRight), ("[1;3D", .wordLeft),
      ("[1;3C", .wordRight), ("[1;5D", .wordLeft), ("[1;5C", .wordRight),
    ].map { (tail: String, key: Key) in (Array("\u{1B}\(tail)".utf8), key) })

  /// No terminal has a longer one among those we look for.
  static let longest = 8

  /// What the terminal that was taken sends, by its description.
  static func described() -> [[UInt8]: Key] {
    var found: [[UInt8]: Key] = [:]
    for (capability, key) in capabilities {
      guard let text = vane_capability(capability) else { continue }
      let bytes = Array(String(cString: text).utf8)
      // A single character is what it is; a lone Escape before a letter is that letter with Alt.
      if bytes.first == 27, (3...longest).contains(bytes.count) { found[bytes] = key }
    }
    return found
  }

  private static let capabilities: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
      ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
}
