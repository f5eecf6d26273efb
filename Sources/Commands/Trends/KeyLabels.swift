import Readers
import Runs
import Trends

/// The label of each item's key (`Yes`, `B`), where all items offer the same choices.
///
/// The index keeps which choice is watched and how long each is, not the texts. So the place of the key stands for its
/// label where nearly all keys have one place and the choices have the same lengths everywhere; three records are then
/// read back to see that the texts are the same, and what the label is.
struct KeyLabels {
  /// In the ladder's order; empty where the choices differ, or where no label stands out.
  let labels: [String]

  /// The one that nearly all keys carry.
  var most: String? {
    let counts = Dictionary(grouping: labels, by: { $0 }).mapValues(\.count)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  init(of asked: [Asked], on ladder: Ladder, rules: Rules) {
    let places = ItemExamples(of: asked, for: ladder.items).places.compactMap { $0 }
    let keys = places.compactMap { place -> Int? in
      let watched = asked[place.run].watched(of: place.at)
      return watched.nonzeroBitCount == 1 ? watched.trailingZeroBitCount : nil
    }
    guard let first = places.first, keys.count == ladder.items.count else {
      labels = []
      return
    }
    let lengths = asked[first.run].choiceBytes(of: first.at)
    let most = Dictionary(grouping: keys, by: { $0 }).values.map(\.count).max() ?? 0
    guard lengths.count > 1, Double(most) > rules.oneLabelShare * Double(keys.count),
      places.allSatisfy({ asked[$0.run].choiceBytes(of: $0.at).elementsEqual(lengths) }),
      let names = Self.names(asked, places, count: lengths.count)
    else {
      labels = []
      return
    }
    labels = keys.map { names.indices.contains($0) ? names[$0] : "choice \($0 + 1)" }
  }

  /// The choices as the logs spell them; their places where no text can be read back; nil where texts differ.
  private static func names(_ asked: [Asked], _ places: [ItemExamples.Place], count: Int) -> [String]? {
    let looked = Set([0, places.count / 2, places.count - 1]).sorted().map { places[$0] }
    let texts = looked.compactMap { try? asked[$0.run].text(of: $0.at).choices }.filter { $0.count == count }
    guard let first = texts.first else { return (1...count).map { "choice \($0)" } }
    guard texts.allSatisfy({ $0 == first }) else { return nil }
    return first.map { text in String(text.drop { $0.isWhitespace }.prefix(40)) }
  }
}
