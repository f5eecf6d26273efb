internal import Canvas

/// The keys that led to what is on screen, so that its picture can be made again.
struct KeyTrail: Sendable {
  private var keys: [Key] = []
  /// False once it grew too long to be typed again, or something was done with the mouse.
  private(set) var isWhole = true
  private static let most = 200

  /// Keys so far: those of a command that leaves nothing on screen are taken back.
  var count: Int { keys.count }

  mutating func add(_ key: Key) {
    guard isWhole else { return }
    keys.append(key)
    if keys.count > Self.most { lose() }
  }

  /// What was done since was no key.
  mutating func lose() { (keys, isWhole) = ([], false) }

  mutating func cut(to count: Int) { keys.removeLast(max(0, keys.count - count)) }

  /// As `vane screen --keys` takes them; nil for none, or too many.
  var words: String? { keys.isEmpty ? nil : keys.map(\.description).joined(separator: " ") }
}
