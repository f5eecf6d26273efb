public import Canvas
internal import Runs
internal import Trends

/// The blind test: curves without names, units or scales, one answer each, and nothing said until the round is over.
public struct LineupScreen: Screen {
  public enum Action: Hashable, Sendable {
    case enter, questions
    case sure(Int)
    case choose(Int)
    case move(Direction)
    case scroll(Int)
  }

  public enum Direction: Sendable { case left, right, up, down }

  /// One for each panel; Q leaves Vane on every screen.
  static let letters = Array("ABCDEFGHIJKLMNOPRSTU")

  public static let title = "Line-up"
  public static let keymap = Keymap<Action>(
    [
      .init(.enter, does: .enter, as: "go-on", "begin; answer with the chosen panel; another round", hint: "go on"),
      .init("h", .left, does: .move(.left), as: "left", "panel to the left"),
      .init("l", .right, does: .move(.right), as: "right", "panel to the right"),
      .init("j", .down, does: .move(.down), as: "down", "panel below; before and after a round: scroll", hint: "move"),
      .init("k", .up, does: .move(.up), as: "up", "panel above; before and after a round: scroll"),
      .init(.control("d"), .pageDown, does: .scroll(1), as: "half-down", "before and after a round: half a page down"),
      .init(.control("u"), .pageUp, does: .scroll(-1), as: "half-up", "before and after a round: half a page up"),
      .init("1", does: .sure(1), as: "guess", "answer, and say that it is a guess", hint: "2 3 answer, how sure"),
      .init("2", does: .sure(2), as: "fairly-sure", "answer, fairly sure"),
      .init("3", does: .sure(3), as: "sure", "answer, sure"),
      .init(
        "m", does: .questions, as: "questions", "before and after a round: all questions in turn, or one of them",
        hint: "questions"),
    ]
      + letters.enumerated().map {
        .init(.character($1), does: .choose($0), as: "panel-\($1.lowercased())", "choose panel \($1)")
      })

  enum Phase: Sendable { case before, playing, over }

  struct Pick: Sendable {
    var panel: Int
    var confidence: Int?
  }

  private(set) var contents: LineupContents
  private(set) var phase = Phase.before
  private(set) var picks: [Pick] = []
  private(set) var cursor = 0
  private(set) var top = 0

  init(_ contents: LineupContents) { self.contents = contents }

  public var crumb: String { "line-up" }
  public var isBlind: Bool { true }

  /// The line-up that is on screen; nil before and after a round.
  var current: Lineup? {
    let all = contents.round.lineups
    return phase == .playing && all.indices.contains(picks.count) ? all[picks.count] : nil
  }

  public func isIdle(_ name: String, _ around: Surroundings) -> Bool {
    guard let current else {
      switch name {
      case "go-on": return contents.round.lineups.isEmpty
      case "down": return lastTop(around.size, around) == 0
      case "guess": return true
      default: return false
      }
    }
    // Where not all panels can be seen, nothing is answered.
    guard let panels = LineupPanels(current, in: around.size) else { return true }
    return name == "questions" || (name == "down" && panels.down < 2)
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .enter:
      switch phase {
      case .before: return begin(&around)
      case .playing: return answer(nil, &around)
      case .over: return [.replace(.lineup(request(contents.request.question, around)))]
      }
    case .sure(let confidence):
      guard phase == .playing else {
        around.message = "1, 2 and 3 answer a line-up; \(next)"
        return []
      }
      return answer(confidence, &around)
    case .choose(let panel):
      guard let current else {
        around.message = "letters choose a panel of a line-up; \(next)"
        return []
      }
      guard current.panels.indices.contains(panel) else {
        around.message = "there are \(current.panels.count) panels, A to \(Self.letters[current.panels.count - 1])"
        return []
      }
      cursor = panel
    case .move(let direction): move(direction, times ?? 1, around)
    case .scroll(let halves): scroll(by: halves * max(1, around.size.rows / 2) * (times ?? 1), around)
    case .questions:
      guard phase != .playing else {
        around.message = "not during a round: q leaves it, and what was answered stays answered"
        return []
      }
      return [.replace(.lineup(request(nextQuestion, around)))]
    }
    return []
  }

  private mutating func begin(_ around: inout Surroundings) -> [Effect] {
    guard !contents.round.lineups.isEmpty else {
      around.message = "there is nothing to ask on these runs; the reasons are on screen"
      return []
    }
    (phase, picks, cursor, top) = (.playing, [], 0, 0)
    return [.lineup(.began)]
  }

  private mutating func answer(_ confidence: Int?, _ around: inout Surroundings) -> [Effect] {
    guard let current else { return [] }
    guard LineupPanels(current, in: around.size) != nil else {
      around.message = "not all panels can be seen: make the window larger"
      return []
    }
    picks.append(Pick(panel: cursor, confidence: confidence))
    let answer = LineupAnswer(
      seed: contents.round.seed, number: picks.count, measure: contents.request.measure, lineup: current, pick: cursor,
      confidence: confidence)
    cursor = 0
    if picks.count == contents.round.lineups.count { phase = .over }
    return [.lineup(.answered(answer))]
  }

  private mutating func move(_ direction: Direction, _ times: Int, _ around: Surroundings) {
    guard let current, let panels = LineupPanels(current, in: around.size) else {
      switch direction {
      case .down: scroll(by: times, around)
      case .up: scroll(by: -times, around)
      case .left, .right: break
      }
      return
    }
    let step =
      switch direction {
      case .left: -times
      case .right: times
      case .up: -times * panels.across
      case .down: times * panels.across
      }
    if current.panels.indices.contains(cursor + step) { cursor += step }
  }

  private mutating func scroll(by lines: Int, _ around: Surroundings) {
    top = max(0, min(top + lines, lastTop(around.size, around)))
  }

  /// What Enter does before and after a round.
  private var next: String {
    if contents.round.lineups.isEmpty { return "there is nothing to ask on these runs" }
    return "Enter \(phase == .over ? "draws another round" : "begins")"
  }

  /// All questions in turn, then each alone.
  private var nextQuestion: Lineup.Question? {
    let all: [Lineup.Question?] = [nil] + Lineup.Question.allCases
    return all[((all.firstIndex(of: contents.request.question) ?? 0) + 1) % all.count]
  }

  private func request(_ question: Lineup.Question?, _ around: Surroundings) -> LineupRequest {
    Self.request(question, measure: contents.request.measure, around)
  }

  /// The next round of whoever sits here: what they have seen by name is not asked about while there is anything else.
  static func request(_ question: Lineup.Question?, measure: Measure, _ around: Surroundings) -> LineupRequest {
    LineupRequest(
      // A line of accuracies beside accuracies would be its own answer.
      measure: measure == .accuracy ? .margin : measure, seed: around.lineups.seed, question: question,
      opened: around.opened, revealed: around.lineups.revealed)
  }

  public mutating func select(_ line: Int, _ around: inout Surroundings) -> [Effect]? {
    update(.choose(line), times: nil, &around)
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .lineup(let new) = answer, phase != .playing else { return false }
    contents = new
    (phase, picks, cursor, top) = (.before, [], 0, 0)
    return true
  }
}
