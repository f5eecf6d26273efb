import Canvas

/// What a line means that was typed in plain mode.
enum PlainLine: Equatable {
  /// Nothing was typed: how things stand.
  case again
  case more, read
  case keys([Key])
  /// As behind `:`.
  case command(String)

  init(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.isEmpty {
      self = .again
    } else if words == ["more"] {
      self = .more
    } else if words == ["read"] {
      self = .read
    } else if let first = words.first, first.hasPrefix(":"), first.count > 1 || words.count > 1 {
      self = .command(String(line.drop { $0.isWhitespace }.dropFirst()))
    } else if let keys = Self.keys(words) {
      self = .keys(keys)
    } else {
      self = .command(words.joined(separator: " "))
    }
  }

  /// nil unless every word is a key's name. A number alone is a line of a list.
  private static func keys(_ words: [String]) -> [Key]? {
    if words.count == 1, words[0].allSatisfy(\.isNumber) { return nil }
    let keys = words.compactMap { Key($0) }
    return keys.count == words.count ? keys : nil
  }
}
