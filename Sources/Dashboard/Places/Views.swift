/// The way that a person took through the screens: to go back, forward again, and to places that were marked.
struct Views: Sendable {
  /// Stacks of screens, the newest last. Each holds what its screens show, so there are few.
  private(set) var back: [[Board.Frame]] = []
  private(set) var forward: [[Board.Frame]] = []
  private var marks: [Character: [Board.Frame]] = [:]
  private static let most = 10

  /// The screens are about to change; what was gone back from is forgotten.
  mutating func leave(_ frames: [Board.Frame]) {
    guard Self.canReturn(to: frames) else { return }
    back = Array((back + [frames]).suffix(Self.most))
    forward = []
  }

  /// - Returns: nil where the way ends.
  mutating func goBack(from frames: [Board.Frame]) -> [Board.Frame]? {
    guard let before = back.popLast() else { return nil }
    if Self.canReturn(to: frames) { forward.append(frames) }
    return before
  }

  mutating func goForward(from frames: [Board.Frame]) -> [Board.Frame]? {
    guard let next = forward.popLast() else { return nil }
    if Self.canReturn(to: frames) { back.append(frames) }
    return next
  }

  /// A letter names a place; small and large ones are two.
  mutating func mark(_ letter: Character, _ frames: [Board.Frame]) { marks[letter] = frames }

  func marked(_ letter: Character) -> [Board.Frame]? { marks[letter] }

  /// The letters that name a place, in order.
  var letters: [Character] { marks.keys.sorted() }

  /// Not to a blind test: each of its questions is answered once.
  private static func canReturn(to frames: [Board.Frame]) -> Bool {
    !frames.contains { $0.screen.isBlind }
  }
}
