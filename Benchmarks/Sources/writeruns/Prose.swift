import Chance

/// Questions and answers with the words, quotes and accents that a JSON writer has to escape or leave alone.
enum Prose {
  private static let words = """
    the a of to and in that it with as was for on are by his her they at be this have from or one had not but what all \
    were when we there can an your which their said if do will each about how up out them then she many some so these \
    would other into has more two like him see time could no make than first been its who now people my made over did \
    down only way find use may water long little very after words called just where most know harbour winter lantern \
    merchant teacher village promise treaty engine garden signal question river silver window letter captain machine \
    reward shutdown operator monitor permission budget access deploy instruct opinion agree believe certain
    """.split(separator: " ").map(String.init)

  /// Already escaped for JSON; at least `length` bytes.
  static func question(_ length: Int, _ dice: inout Dice) -> String {
    var text = "Question:"
    var sinceStop = 0
    while text.utf8.count < length {
      text += " " + words[dice.below(words.count)]
      sinceStop += 1
      if sinceStop > 6, dice.below(7) == 0 {
        text += [".", ",", "?", ";", ". \\\"Yes\\\", she said.", " – café"][dice.below(6)]
        sinceStop = 0
      }
    }
    return text + "?\\nAnswer:"
  }

  /// Distinct short answers.
  static func answers(_ count: Int, _ dice: inout Dice) -> [String] {
    let start = dice.below(words.count)
    return (0..<count).map { words[(start + $0 * 7) % words.count] + " " + words[dice.below(words.count)] }
  }
}
