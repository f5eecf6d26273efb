internal import Canvas

/// What comes from a look through the items' texts, piece by piece.
extension Board {
  /// The first piece that holds anything opens a screen; the others go into it, wherever it stands in the stack.
  mutating func found(_ answer: Answer, opens: Bool) -> [Effect] {
    guard let progress = answer.textProgress else { return [] }
    around.finding = progress.isDone ? nil : progress
    if case .found(let contents) = answer, opens {
      if !contents.lines.isEmpty {
        searching = nil
        around.message = nil
        push(FoundScreen(contents))
        guard !progress.isDone else { return [] }
        searching = Waiting(question: .find(contents.request), opens: false, depth: frames.count)
        around.finding = progress
      } else if progress.isDone {
        searching = nil
        around.message = contents.sentence
      }
      return []
    }
    if progress.isDone { searching = nil }
    for at in frames.indices where frames[at].screen.take(answer) { frames[at].generation = generation }
    return goOn()
  }

  /// - Parameter why: told to the person; nil when she has gone on to something else.
  mutating func stopFinding(because why: String? = nil) {
    let progress = around.finding
    (searching, around.finding) = (nil, nil)
    for at in frames.indices { frames[at].screen.giveUp() }
    if let why, let progress {
      let items = "\(Decimal.count(progress.searched)) of \(Decimal.count(progress.of)) items were looked through"
      around.message = progress.of > 0 ? "\(why): \(items)" : why
    }
  }
}

extension Event {
  /// True for the last piece of what was looked for, and for a refusal: after these there is nothing to stop.
  var endsFinding: Bool {
    switch self {
    case .arrived(.refused(let question, _)): question.isOfTexts
    case .arrived(let answer): answer.textProgress?.isDone == true
    case .key, .pointer, .pasted, .theme, .themes, .glimpsed, .progress, .flags, .flagged, .unwritten, .lineups,
      .message:
      false
    }
  }
}

extension Answer {
  /// nil for what is not looked for in texts.
  var textProgress: TextProgress? {
    switch self {
    case .found(let contents): contents.progress
    case .texts(let contents): contents.progress
    case .overview, .behaviour, .item, .compare, .lineup, .instrument, .plans, .refused: nil
    }
  }
}
