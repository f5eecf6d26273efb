internal import Runs
internal import TOMLKit

/// One value each, beside those that every table has.
extension ManifestReader {
  /// Above 0 and finite.
  mutating func amount(_ value: any TOMLValueConvertible, _ path: [String]) -> Double? {
    guard let number = value.double ?? value.int.map(Double.init) else {
      wrong(path, value, "a number: 124e6")
      return nil
    }
    guard number > 0, number.isFinite else {
      tell(path, "is \(number), and must be above 0", "the key is ignored")
      return nil
    }
    return number
  }

  mutating func orientation(_ value: any TOMLValueConvertible, _ path: [String]) -> Manifest.Orientation? {
    guard let word = text(value, path) else { return nil }
    if let found = Manifest.Orientation(rawValue: word) { return found }
    let words = Manifest.Orientation.allCases.map(\.rawValue)
    tell(path, "'\(word)' is no orientation\(Nearest.hint(word, words))", "write \(words.joined(separator: " or "))")
    return nil
  }

  /// `scores.NAME.value`, `scores.NAME.metadata.KEY`, `output`: kept as it is written.
  mutating func place(_ value: any TOMLValueConvertible, _ path: [String]) -> String? {
    guard let text = text(value, path) else { return nil }
    guard LogprobPlace(parsing: text)?.description == text else {
      tell(path, "'\(text)' is no place", "write names with dots between: scores.choice.metadata.choice_logprobs")
      return nil
    }
    return text
  }

  mutating func watched(_ value: any TOMLValueConvertible, _ path: [String]) -> Manifest.Watched? {
    let values: [any TOMLValueConvertible] = value.array.map { Array($0) } ?? [value]
    let places = values.compactMap(\.int)
    let texts = values.compactMap(\.string)
    if !values.isEmpty, places.count == values.count {
      if places.allSatisfy({ (0..<64).contains($0) }) { return .places(places.sorted()) }
      tell(path, "choices are counted from 0 to 63", "the key is ignored")
      return nil
    }
    if !values.isEmpty, texts.count == values.count, !texts.contains("") { return .texts(texts) }
    wrong(path, value, "the number of a choice (from 0), its text, or a list of either")
    return nil
  }
}
