internal import Canvas
internal import Runs

/// An item that something can be said of.
struct FlagSubject: Equatable, Sendable {
  var key: BehaviourKey
  var name: ItemName
  /// nil where only its line is known and not its text.
  var contentHash: String?
}

/// Asks for a reason or for the words of a note, and makes the lines to be written.
struct Flagger: Equatable, Sendable {
  private enum Asking: Equatable, Sendable {
    case reason
    case note(Prompt)
  }

  private var asking: Asking?
  /// What it is asked about.
  private var subjects: [FlagSubject] = []

  var prompt: Prompt? {
    switch asking {
    case nil: nil
    case .reason:
      Prompt(
        label: Flag.Reason.allCases.enumerated().map { "\($0 + 1) \($1.words)" }.joined(separator: "  ") + "  Esc",
        shortLabel: "1 key 2 ambig 3 length 4 dup 5 leak 6 other")
    case .note(let prompt): prompt
    }
  }

  mutating func askReason(of subjects: [FlagSubject]) { (asking, self.subjects) = (.reason, subjects) }

  mutating func askNote(on subjects: [FlagSubject], _ around: Surroundings) {
    let text = subjects.count == 1 ? around.unwritten[subjects[0].name] ?? "" : ""
    (asking, self.subjects) = (.note(Prompt(label: "note", text: text)), subjects)
  }

  /// Takes the key of a prompt.
  ///
  /// - Returns: what is to be written, once it is complete.
  mutating func type(_ key: Key, _ around: inout Surroundings) -> FlagRequest? {
    switch (asking, key) {
    case (_, .escape), (_, .control("c")): asking = nil
    case (.reason, .character(let digit)):
      guard let number = digit.wholeNumberValue, Flag.Reason.allCases.indices.contains(number - 1) else { break }
      asking = nil
      return request(.flag, subjects, reason: Flag.Reason.allCases[number - 1])
    case (.note(let prompt), .enter):
      asking = nil
      // On several nothing was offered again, and other words that wait on one of them go on waiting.
      for subject in subjects where subjects.count == 1 || around.unwritten[subject.name] == prompt.text {
        around.unwritten[subject.name] = nil
      }
      return prompt.text.isEmpty ? nil : request(.note, subjects, note: prompt.text)
    case (.note(var prompt), _):
      prompt.edit(key)
      asking = .note(prompt)
    case (.reason, _), (nil, _): break
    }
    return nil
  }

  mutating func paste(_ text: String) {
    guard case .note(var prompt) = asking else { return }
    prompt.paste(text)
    asking = .note(prompt)
  }

  /// Flags what this author has not flagged yet; where she has flagged all of it, takes that back.
  func toggle(_ subjects: [FlagSubject], _ around: Surroundings) -> FlagRequest {
    let open = subjects.filter { around.flags[$0.name]?.flag(of: around.author) == nil }
    return open.isEmpty ? request(.unflag, subjects) : request(.flag, open)
  }

  private func request(
    _ action: Flag.Action, _ subjects: [FlagSubject], reason: Flag.Reason? = nil, note: String? = nil
  ) -> FlagRequest {
    FlagRequest(
      subjects.map {
        FlagWord(
          action: action, key: $0.key, name: $0.name, reason: reason, note: note, contentHash: $0.contentHash)
      })
  }
}

extension Flag.Reason {
  var words: String {
    switch self {
    case .wrongKey: "wrong key"
    case .ambiguous: "ambiguous"
    case .lengthCue: "length cue"
    case .duplicate: "duplicate"
    case .leaked: "leaked"
    case .other: "other"
    }
  }
}
