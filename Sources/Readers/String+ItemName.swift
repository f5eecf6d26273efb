extension String {
  /// As an item's name. One that is longer than names are, a whole prompt, is known by its beginning and a hash of all
  /// of it: two that differ stay different, and each is the same in every model's log.
  var itemName: String { name(within: Self.mostNameBytes) }

  /// The same within so many bytes, 64 or more.
  func name(within most: Int) -> String {
    guard utf8.count > most else { return self }
    return String(decoding: utf8.prefix(most - 32), as: UTF8.self) + "…" + String(Fingerprint.of(utf8), radix: 16)
  }

  static let mostNameBytes = 4096
}

/// What is said of an item for which there is no room among the others.
let oneTooMany = "one item more than can be kept"
