/// What one line of the flag file is to say, before it has a time, an author and an id.
public struct FlagWord: Equatable, Sendable {
  public var action: Flag.Action
  public var key: BehaviourKey
  public var name: ItemName
  public var reason: Flag.Reason?
  public var note: String?
  /// Id of the author's own note that it takes back.
  public var undoes: String?
  public var contentHash: String?

  public init(
    action: Flag.Action, key: BehaviourKey, name: ItemName, reason: Flag.Reason? = nil, note: String? = nil,
    undoes: String? = nil, contentHash: String? = nil
  ) {
    self.action = action
    self.key = key
    self.name = name
    self.reason = reason
    self.note = note
    self.undoes = undoes
    self.contentHash = contentHash
  }
}

/// One act of a person, on one item or on a whole range: lines that reach the disk together, and are shown only then.
public struct FlagRequest: Equatable, Sendable {
  public enum Step: Equatable, Sendable { case does, undoes, redoes }

  public var words: [FlagWord]
  public var step: Step

  public init(_ words: [FlagWord], step: Step = .does) {
    self.words = words
    self.step = step
  }
}

/// A line as it was written, and what its author's flag on the item was before.
public struct FlagChange: Equatable, Sendable {
  public var line: Flag
  /// nil: the author had not flagged the item.
  public var before: Flag?

  public init(line: Flag, before: Flag?) {
    self.line = line
    self.before = before
  }

  /// What puts things back, as a line of its own: nothing that is written is ever rewritten.
  ///
  /// - Returns: nil for a line that itself took a note back, which its words say again.
  public var inverse: FlagWord? {
    var word = FlagWord(
      action: .note, key: BehaviourKey(line.behaviour, variant: line.variant), name: line.name,
      contentHash: line.contentHash)
    switch line.action {
    case .note:
      guard line.undoes == nil else { return nil }
      word.undoes = line.id
    case .flag, .unflag:
      word.action = before == nil ? .unflag : .flag
      word.reason = before?.reason
      word.note = before?.note
      // It was about the text as it stood then.
      if let before { word.contentHash = before.contentHash }
    }
    return word
  }
}
