public import Canvas
public import Runs
internal import Trends

/// One item as it was asked, what each model made of each choice, and what people said about it.
public struct ItemScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case next, previous, nextSuspect, previousSuspect, prompt, flag, reason, note, copy
  }

  public static let title = "Item"
  public static let keymap = Keymap<Action>(
    [
      .init("J", .right, does: .next, as: "next", "next item", hint: "next"),
      .init("f", does: .flag, as: "flag", "flag the item, or take the flag back", hint: "flag"),
      .init("F", does: .reason, as: "flag-reason", "flag with a reason", hint: "why"),
      .init("p", does: .prompt, as: "whole-prompt", "the whole prompt, or only its end", hint: "prompt"),
      .init("i", does: .note, as: "note", "write a note", hint: "note"),
      .init("K", .left, does: .previous, as: "previous", "previous item", hint: "previous"),
      .init("n", does: .nextSuspect, as: "next-suspect", "next suspicious item, after t has ranked them"),
      .init("N", does: .previousSuspect, as: "previous-suspect", "suspicious item before"),
      .init("y", does: .copy, as: "copy", "copy where the item stands and its text"),
    ] + Move.bindings { .move($0) })

  private(set) var contents: ItemContents
  /// First line that is shown of what does not fit.
  private(set) var top = 0
  private(set) var showsWholePrompt = false
  /// Drawn as a part of another screen, where its own keys are not at hand.
  var isPart = false
  private var asking: Asking?

  private enum Asking: Sendable {
    case reason
    case note(Prompt)
  }

  init(_ contents: ItemContents) { self.contents = contents }

  public var crumb: String { "item \(contents.position + 1)/\(contents.of)" }
  public var question: Question? { .item(contents.key, contents.name) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  public var prompt: Prompt? {
    switch asking {
    case nil: nil
    case .reason:
      Prompt(
        label: Flag.Reason.allCases.enumerated().map { "\($0 + 1) \($1.words)" }.joined(separator: "  ") + "  Esc",
        shortLabel: "1 key 2 ambig 3 length 4 dup 5 leak 6 other")
    case .note(let prompt): prompt
    }
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      var place = ListPlace()
      place.selected = top
      let lines = lines(columns: around.size.columns, around).count
      place.move(move, count: max(1, lines - around.size.rows + 1), page: around.size.rows, times: times)
      top = place.selected
    case .next: return go(to: contents.next, "this is the last item", &around)
    case .previous: return go(to: contents.previous, "this is the first item", &around)
    case .nextSuspect: return goToSuspect(by: times ?? 1, &around)
    case .previousSuspect: return goToSuspect(by: -(times ?? 1), &around)
    case .prompt:
      showsWholePrompt.toggle()
      top = 0
    case .flag:
      let isFlagged = around.flags[contents.name]?.isFlagged == true
      return [.flag(request(isFlagged ? .unflag : .flag))]
    case .reason: asking = .reason
    case .note: asking = .note(Prompt(label: "note", text: around.unwritten[contents.name] ?? ""))
    case .copy:
      let place = contents.models.last.map { "\($0.place)" } ?? contents.name.suite
      return [.copy("\(contents.key) \(contents.name.suite) \(contents.name.item) (\(place))\n\(contents.prompt)")]
    }
    return []
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    switch (asking, key) {
    case (_, .escape), (_, .control("c")): asking = nil
    case (.reason, .character(let digit)):
      guard let number = digit.wholeNumberValue, Flag.Reason.allCases.indices.contains(number - 1) else { break }
      asking = nil
      return [.flag(request(.flag, reason: Flag.Reason.allCases[number - 1]))]
    case (.note(let prompt), .enter):
      asking = nil
      around.unwritten[contents.name] = nil
      return prompt.text.isEmpty ? [] : [.flag(request(.note, note: prompt.text))]
    case (.note(var prompt), _):
      prompt.edit(key)
      asking = .note(prompt)
    case (.reason, _), (nil, _): break
    }
    return []
  }

  private func go(to name: ItemName?, _ none: String, _ around: inout Surroundings) -> [Effect] {
    guard let name else {
      around.message = none
      return []
    }
    return [.replace(.item(contents.key, name))]
  }

  private func goToSuspect(by steps: Int, _ around: inout Surroundings) -> [Effect] {
    guard let suspects = around.suspects, suspects.key == contents.key, !suspects.items.isEmpty else {
      around.message = "t ranks the items that deserve a look first"
      return []
    }
    let names = suspects.items.map(\.name)
    let at = names.firstIndex(of: contents.name) ?? (steps > 0 ? -1 : names.count)
    guard names.indices.contains(at + steps) else {
      around.message = steps > 0 ? "this is the last suspicious item" : "this is the most suspicious item"
      return []
    }
    return [.replace(.item(contents.key, names[at + steps]))]
  }

  private func request(_ action: Flag.Action, reason: Flag.Reason? = nil, note: String? = nil) -> FlagRequest {
    FlagRequest(
      action: action, key: contents.key, name: contents.name, reason: reason, note: note,
      contentHash: contents.contentHash)
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .item(let new) = answer, new.key == contents.key else { return false }
    if new.name != contents.name { top = 0 }
    contents = new
    return true
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
