internal import Canvas

/// What is shown beside a list is asked for in the background: nobody waits for it, and it gives way to everything else.
extension Board {
  /// To be asked once the screen has been drawn: what the screen on top would show beside its own. Nothing as long as
  /// that has not changed.
  ///
  /// - Returns: at most one `glance`; one without a question takes the last one back.
  public mutating func glances() -> [Effect] {
    let wish = waiting == nil && around.hasOverview ? top.screen.wish(around) : nil
    guard wish != glance else { return [] }
    glance = wish
    around.refusal = nil
    return [.glance(wish)]
  }

  /// The answer to one: of no use any more if the selection has moved on.
  mutating func glimpsed(_ answer: Answer) {
    guard let glance, answer.answers(glance) else { return }
    if case .refused(let question, let why) = answer { around.refusal = (question, why) }
    top.screen.glimpse(answer)
  }
}
