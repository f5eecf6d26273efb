internal import Runs

extension Measure {
  /// In the order of the keys 1 to 8.
  private static let inOrder: [Measure] = [
    .margin, .nlp, .logp, .accuracy, .coverage, .marginPerByte, .logpPerByte, .brier,
  ]

  /// The one that `u` goes to on every screen: the next in that order, round the end.
  var next: Measure {
    let all = Self.inOrder
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
