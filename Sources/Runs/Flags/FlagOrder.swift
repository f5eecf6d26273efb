extension Flag {
  /// The order of all lines, whoever wrote them and wherever they stand: by time, whatever zone it is written in, then
  /// by author, then by what the line says, its ULID first. A time that is none comes last, for it was hardly the first.
  ///
  /// Total: two lines of which neither comes before the other are the same line.
  public func comes(before other: Flag) -> Bool {
    let (own, others) = (moment ?? .infinity, other.moment ?? .infinity)
    if own != others { return own < others }
    for (a, b) in zip(content, other.content) where a != b { return (a ?? "") < (b ?? "") || a == nil }
    return false
  }

  /// Everything but the moment, in the order in which it decides.
  private var content: [String?] {
    [
      author, id, time, action.rawValue, behaviour, variant, name.suite, name.item, reason?.rawValue, note, contentHash,
      undoes,
    ]
  }
}
