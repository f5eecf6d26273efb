public import Canvas
public import Runs
internal import Trends

/// One item as it was asked, what each model made of each choice, and what people said about it.
public struct ItemScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case next, previous, nextSuspect, previousSuspect, prompt, copy
    case flag(FlagDeed)
  }

  public static let title = "Item"
  public static let keymap = Keymap<Action>(
    [
      .init("J", .right, does: .next, as: "next", "next item", hint: "next"),
      .init("f", does: .flag(.flag), as: "flag", "flag the item, or take your flag back", hint: "flag"),
      .init("F", does: .flag(.reason), as: "flag-reason", "flag with a reason", hint: "why"),
      .init("p", does: .prompt, as: "whole-prompt", "the whole prompt, or only its end", hint: "prompt"),
      .init("i", does: .flag(.note), as: "note", "write a note", hint: "note"),
      .init("K", .left, does: .previous, as: "previous", "previous item", hint: "previous"),
      .init("n", does: .nextSuspect, as: "next-suspect", "next suspicious item, after t has ranked them"),
      .init("N", does: .previousSuspect, as: "previous-suspect", "suspicious item before"),
      .init("y", does: .copy, as: "copy", "copy where the item stands and its text"),
    ] + FlagDeed.steps { .flag($0) } + Move.bindings { .move($0) })

  private(set) var contents: ItemContents
  private(set) var scroll = Scroll()
  private(set) var showsWholePrompt = false
  /// Drawn as a part of another screen, where its own keys are not at hand.
  var isPart = false
  private var flagger = Flagger()

  init(_ contents: ItemContents) { self.contents = contents }

  public var crumb: String { "item \(contents.position + 1)/\(contents.of)" }
  public var question: Question? { .item(contents.key, contents.name) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.key }

  public var prompt: Prompt? { flagger.prompt }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let lines = lines(columns: around.size.columns, around).count
      scroll.move(move, lines: lines, page: around.size.rows, times: times)
    case .next: return go(to: contents.next, "this is the last item", &around)
    case .previous: return go(to: contents.previous, "this is the first item", &around)
    case .nextSuspect: return goToSuspect(by: times ?? 1, &around)
    case .previousSuspect: return goToSuspect(by: -(times ?? 1), &around)
    case .prompt:
      showsWholePrompt.toggle()
      scroll = Scroll()
    case .flag(let deed): return flag(deed, times ?? 1, &around)
    case .copy:
      let place = contents.models.last.map { "\($0.place)" } ?? contents.name.suite
      return [.copy("\(contents.key) \(contents.name.suite) \(contents.name.item) (\(place))\n\(contents.prompt)")]
    }
    return []
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    flagger.type(key, &around).map { [.flag($0)] } ?? []
  }

  public mutating func paste(_ text: String) { flagger.paste(text) }

  private mutating func flag(_ deed: FlagDeed, _ times: Int, _ around: inout Surroundings) -> [Effect] {
    let subject = [FlagSubject(key: contents.key, name: contents.name, contentHash: contents.contentHash)]
    switch deed {
    case .flag: return [.flag(flagger.toggle(subject, around))]
    case .reason: flagger.askReason(of: subject)
    case .note: flagger.askNote(on: subject, around)
    case .range: around.message = "a range is of a list's lines"
    case .nextFlagged: return goToFlagged(by: times, &around)
    case .previousFlagged: return goToFlagged(by: -times, &around)
    }
    return []
  }

  /// Among the behaviour's flagged items, in the order of suites and names, round the end.
  private func goToFlagged(by steps: Int, _ around: inout Surroundings) -> [Effect] {
    let suites = around.overview.rows.first { $0.key == contents.key }?.suites ?? [contents.name.suite]
    func precedes(_ a: ItemName, _ b: ItemName) -> Bool {
      a.suite == b.suite ? NaturalOrder.precedes(a.item, b.item) : a.suite < b.suite
    }
    var found = contents.name
    // Whoever goes round comes by the same ones again.
    let flagged = around.flags.flagged(in: suites)
    for _ in 0...((abs(steps) - 1) % max(1, flagged)) {
      found = around.flags.flagged(after: found, backwards: steps < 0, of: suites, by: precedes) ?? found
    }
    guard found != contents.name else {
      around.message =
        switch flagged {
        case 0: "no item of this behaviour is flagged"
        case 1: "no other item is flagged"
        case _: "once round the \(Decimal.count(flagged)) flagged items: this one again"
        }
      return []
    }
    return [.replace(.item(contents.key, found))]
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

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .item(let new) = answer, new.key == contents.key else { return false }
    if new.name != contents.name { scroll = Scroll() }
    contents = new
    return true
  }
}
