internal import Runs

/// What was flagged, reasoned and noted in this sitting, for taking it back and doing it again. The file only grows: what
/// is undone is undone by further lines.
struct Flagging: Sendable {
  private var done: [FlagNews.Act] = []
  private var undone: [FlagNews.Act] = []
  /// Of what is being written now nothing is known yet.
  private(set) var isBusy = false

  /// The lines that take the last act back; nil where there is none.
  mutating func undo() -> FlagRequest? {
    guard let last = done.last else { return nil }
    isBusy = true
    return FlagRequest(last.changes.reversed().compactMap(\.inverse), step: .undoes)
  }

  /// The lines that do again what was taken back last; nil where there is none.
  mutating func redo() -> FlagRequest? {
    guard let last = undone.last else { return nil }
    isBusy = true
    return FlagRequest(last.request.words, step: .redoes)
  }

  /// It is on disk.
  ///
  /// - Returns: what to tell about it.
  mutating func take(_ act: FlagNews.Act) -> String {
    switch act.request.step {
    case .does:
      done.append(act)
      undone = []
      return act.request.deed
    case .undoes:
      isBusy = false
      guard let back = done.popLast() else { return act.request.deed }
      undone.append(back)
      return "undone: \(back.request.thing)"
    case .redoes:
      isBusy = false
      _ = undone.popLast()
      done.append(act)
      return "redone: \(act.request.thing)"
    }
  }

  /// It could not be written: what was done stays done.
  mutating func fail(_ request: FlagRequest) { if request.step != .does { isBusy = false } }
}
