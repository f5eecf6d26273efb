public import Canvas
public import Runs
internal import Trends

/// How much one point of the curve would move with other items, prompts, seeds, checkpoints or models, and what would
/// settle an open verdict.
public struct NoiseScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case copy
  }

  public static let title = "Layers of noise"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [.init("y", does: .copy, as: "copy", "copy what would settle it", hint: "copy")])

  private var contents: NoiseContents
  private let instrument: Instrument
  private var scroll = Scroll()

  init(_ contents: NoiseContents, _ instrument: Instrument) {
    self.contents = contents
    self.instrument = instrument
  }

  public var crumb: String { "\(contents.row.key) > noise" }
  public var question: Question? { .instrument(instrument) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.row.key }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      let lines = page(columns: around.size.columns - 2).lines.count
      scroll.move(move, lines: lines, page: around.size.rows, times: times)
    case .copy: return [.copy(([detectable] + settle.map(\.text)).joined(separator: "\n"))]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .noise(let new)) = answer else { return false }
    contents = new
    return true
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    page(columns: size.columns - 2).draw(in: &grid, rows: 0..<size.rows, from: scroll.top)
    return grid
  }

  private func page(columns: Int) -> Page {
    let finding = contents.row.finding
    var page = Page(columns: columns)
    var head = Words()
    head.add(finding.word + "  ", finding.verdict.role)
    head.add(finding.measure.rawValue, .heading)
    head.add(", \(finding.measure.unit)", .dim)
    head.add("  \(finding.points.count) models  \(Decimal.count(finding.n)) items", .dim)
    page.add(head)
    page.add()
    page.add("By how much one point of the curve would move", .heading)
    for kind in NoiseLayers.Kind.allCases { addLayer(kind, to: &page) }
    page.add("Shares of the variance that is known. Unknown is not 0.", .dim)
    page.add()
    page.add("Smallest slope that these runs could show", .heading)
    page.add(detectable)
    page.add()
    page.add("What would settle it", .heading)
    for line in settle { page.add(line.text, line.role) }
    return page
  }

  private func addLayer(_ kind: NoiseLayers.Kind, to page: inout Page) {
    var words = Words()
    words.add(Text.padded(kind.rawValue, to: 12))
    guard let layer = contents.layers.layers.first(where: { $0.kind == kind }) else {
      words.add("unknown  ", .warning)
      words.add(Self.why(kind), .dim)
      page.add(words)
      return
    }
    let room = max(4, min(48, page.columns - 44))
    words.add(Text.padded(Self.bar(layer.share, columns: room), to: room), .accent)
    words.add(Text.padded("\(Decimal.fixed(100 * (layer.share ?? .nan), places: 0)) %", to: 6, .right), .heading)
    words.add("  sd \(Decimal.fixed(layer.variance.squareRoot(), places: 3))")
    words.add("  df \(Decimal.fixed(layer.degreesOfFreedom, places: 0))", .dim)
    page.add(words)
  }

  /// Eighths of a cell; a share above 0 is never drawn as nothing. Variances beyond all numbers have no share.
  private static func bar(_ share: Double?, columns: Int) -> String {
    guard let share else { return "" }
    let eighths = max(share > 0 ? 1 : 0, Int((share * Double(columns) * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  private static func why(_ kind: NoiseLayers.Kind) -> String {
    switch kind {
    case .items: "a single item"
    case .prompts: "one prompt only in this measure"
    case .seeds: "no scale has two seeds"
    case .checkpoints: "no model has two checkpoints"
    case .models: "no model is left over to tell"
    }
  }

  private var detectable: String {
    let finding = contents.row.finding
    guard let trend = finding.trend else { return "No slope, so nothing to detect." }
    // An error of 0 comes from values that do not vary: it would show any slope at all.
    guard finding.verdict != .degenerate, trend.minimalDetectableSlope.isFinite, trend.minimalDetectableSlope > 0 else {
      return "It cannot be told: the slope's error is 0 or not known."
    }
    return "±\(trend.minimalDetectableSlope.detectable) \(finding.axis.per), seen 4 times in 5. "
      + "The slope now: \(finding.slopeText)."
  }

  private var settle: [(text: String, role: Role)] {
    let finding = contents.row.finding
    guard let remedy = contents.remedy else {
      let why =
        finding.verdict != .unresolved
        ? "The verdict is not open: \(finding.word)."
        : finding.familiesDisagree
          ? "Nothing of the same: the families move in opposite directions. Look at one family alone."
          : "The trend has no error of its own to plan with."
      return [(why, .text)]
    }
    var lines: [(text: String, role: Role)] = [
      ("To see ±\(Decimal.short(remedy.target, digits: 2)) \(finding.axis.per) 4 times in 5, the rest as it is:", .text)
    ]
    for kind in Remedy.Kind.allCases {
      let isBest = remedy.best == kind
      lines.append((way(kind, remedy) + (isBest ? "   helps most" : ""), isBest ? .title : .text))
    }
    if remedy.needed.isEmpty { lines.append(("No one of them will do alone.", .warning)) }
    lines.append(("Items and models like these: a plan, no promise.", .dim))
    return lines
  }

  private func way(_ kind: Remedy.Kind, _ remedy: Remedy) -> String {
    let name = Text.padded(kind.rawValue, to: 8)
    guard let doubled = remedy.doubled[kind] else { return "\(name) unknown: no scale has two seeds" }
    let now: String =
      switch kind {
      case .models: "\(contents.row.finding.points.count) now"
      case .seeds: "at each scale, \(contents.seeds) at most now"
      case .items: "\(Decimal.count(contents.row.finding.n)) now"
      }
    let needed = remedy.needed[kind].map { Decimal.count($0) } ?? "no number of them"
    return "\(name) \(needed) (\(now)); twice as many: ±\(doubled.detectable)"
  }
}
