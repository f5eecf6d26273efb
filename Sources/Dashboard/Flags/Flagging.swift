internal import Runs

/// What was flagged, reasoned and noted in this sitting, for taking it back and doing it again. The file only grows: what
/// is undone is undone by further lines.
struct Flagging: Sendable {
  private var done: [FlagNews.Act] = []
  private var undone: [FlagNews.Act] = []
  /// What is being taken back, or done again, now: of the lines that do so nothing is known yet. It need not be the last
  /// any more when they are on disk, for what is flagged meanwhile may be heard of first.
  private var underWay: FlagNews.Act?
  /// What was flagged or noted and is not on disk yet: until then nobody knows what the last act is.
  private var pending = 0

  var isBusy: Bool { underWay != nil || pending > 0 }

  /// It is handed to the disk.
  mutating func begin(_ request: FlagRequest) { if request.step == .does { pending += 1 } }

  /// The lines that take the last act back; nil where there is none.
  mutating func undo() -> FlagRequest? {
    guard let last = done.last else { return nil }
    underWay = last
    return FlagRequest(last.changes.reversed().compactMap(\.inverse), step: .undoes)
  }

  /// The lines that do again what was taken back last; nil where there is none.
  mutating func redo() -> FlagRequest? {
    guard let last = undone.last else { return nil }
    underWay = last
    return FlagRequest(last.request.words, step: .redoes)
  }

  /// It is on disk.
  ///
  /// - Returns: what to tell about it.
  mutating func take(_ act: FlagNews.Act) -> String {
    switch act.request.step {
    case .does:
      // What was not written ends the waiting.
      if !act.isPart { pending = max(0, pending - 1) }
      done.append(act)
      undone = []
      return act.request.deed
    case .undoes:
      let back = Self.remove(underWay, from: &done)
      underWay = nil
      guard let back else { return act.request.deed }
      undone.append(back)
      return "undone: \(back.request.thing)"
    case .redoes:
      Self.remove(underWay, from: &undone)
      underWay = nil
      done.append(act)
      return "redone: \(act.request.thing)"
    }
  }

  /// It could not be written: what was done stays done.
  mutating func fail(_ request: FlagRequest) {
    if request.step == .does { pending = max(0, pending - 1) } else { underWay = nil }
  }

  /// - Returns: nil where it is not among them.
  @discardableResult private static func remove(
    _ act: FlagNews.Act?, from acts: inout [FlagNews.Act]
  ) -> FlagNews.Act? {
    acts.lastIndex { $0 == act }.map { acts.remove(at: $0) }
  }
}
