public import Canvas
public import Runs
internal import Trends

/// What another prompt changed: the items that went over to the other side, most first.
public struct ChangedScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, copy
  }

  public static let title = "Changed items"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .open, as: "open", "open the item under the other prompt", hint: "open"),
      .init("y", does: .copy, as: "copy", "copy the counts"),
    ])

  private var contents: ChangedContents
  private let instrument: Instrument
  private var place = ListPlace()

  init(_ contents: ChangedContents, _ instrument: Instrument) {
    self.contents = contents
    self.instrument = instrument
  }

  public var crumb: String { "changed \(contents.items.count) of \(contents.shared)" }
  public var question: Question? { .instrument(instrument) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { key }

  private var key: BehaviourKey { BehaviourKey(contents.pair.behaviour, variant: contents.pair.other) }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      place.move(move, count: contents.items.count, page: page(around.size), times: times)
      place.settle(count: contents.items.count, page: page(around.size))
    case .open:
      guard contents.items.indices.contains(place.selected) else { break }
      return [.ask(.item(key, contents.items[place.selected].name))]
    case .copy: return [.copy(sentence)]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(_, .changed(let new)) = answer else { return false }
    place.follow(from: contents.items.map(\.name), to: new.items.map(\.name))
    contents = new
    return true
  }

  private var sentence: String {
    let pair = contents.pair
    return "\(pair.behaviour) at \(pair.model), \(pair.base ?? "no name") to \(pair.other ?? "no name"): "
      + "\(contents.items.count) of \(contents.shared) shared items changed sides, "
      + "\(contents.towards) towards the behaviour, \(contents.items.count - contents.towards) away from it."
  }

  private func head(_ size: Size) -> [String] { Paragraph.lines(sentence, columns: size.columns - 2, rows: 3) }

  /// Where the measure stands, over the numbers that are of it; their titles below it, then the items.
  private func title(_ size: Size) -> Int { max(2, head(size).count) }

  private func page(_ size: Size) -> Int { max(1, size.rows - title(size) - 2) }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    for (row, line) in head(size).enumerated() {
      grid.write(line, row: row, column: 1, as: row == 0 ? .heading : .text)
    }
    let title = title(size)
    guard contents.shared > 0 else {
      let why = "The two prompts share no item that can be recognised."
      grid.write(why, row: title + 1, column: 1, as: .warning)
      return grid
    }
    let name = min(18, contents.items.reduce(4) { max($0, Text.width($1.name.item)) })
    grid.write(Text.padded(contents.measure.rawValue, to: 24, .right), row: title, column: 1 + name, as: .heading)
    grid.write(Text.padded("ITEM", to: name) + "  BEFORE   AFTER  CHANGE", row: title + 1, column: 1, as: .heading)
    if contents.items.isEmpty { grid.write("no item changed sides", row: title + 2, column: 1, as: .dim) }
    let window = place.window(count: contents.items.count, page: page(size))
    if window.count < contents.items.count {
      let text = "\(window.lowerBound + 1)-\(window.upperBound) of \(Decimal.count(contents.items.count))"
      let right = size.columns - 1 - Text.width(text)
      // Long names leave none at the right; before the measure's name, which ends where the numbers do, there is room.
      grid.write(text, row: title, column: right > 1 + name + 24 ? right : 1, as: .dim)
    }
    func number(_ value: Double) -> String {
      Text.padded(Decimal.signed(value, places: contents.measure.readPlaces), to: 8, .right)
    }
    for (line, at) in window.enumerated() {
      let (row, item) = (title + 2 + line, contents.items[at])
      grid.list(at, row: row, isSelected: at == place.selected)
      var words = Words()
      words.add(Text.padded(Text.clipped(item.name.item, to: name), to: name))
      words.add(number(item.before), item.before > 0 ? .rising : .falling)
      words.add(number(item.after), item.after > item.before ? .rising : .falling)
      words.add(number(item.after - item.before))
      words.add("  \(item.text.isEmpty ? item.name.suite : item.text)", .dim)
      words.write(in: &grid, row: row, column: 1, to: size.columns)
    }
    return grid
  }
}
