public import Canvas
internal import Runs

extension BehaviourScreen {
  /// In a wide terminal the selected item stands beside the list of items; a menu over all of it.
  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = withItem(size, around)
    menu?.draw(over: &grid, missing: missing(columns: size.columns, around))
    return grid
  }

  private func withItem(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = drawn(size, around)
    guard let width = besideWidth(size), selectedItem != nil else { return grid }
    // The same rows of a narrower screen: the list lays itself out for its own room.
    let layout = BehaviourLayout(size, isEnlarged: isEnlarged)
    let lines = layout.list - 1..<size.rows
    let list = drawn(Size(columns: size.columns - width, rows: size.rows), around).rows(lines)
    var part = Grid(Size(columns: size.columns, rows: lines.count))
    part.paste(list, row: 0, column: 0)
    for row in 0..<part.size.rows { part.write("│", row: row, column: size.columns - width, as: .dim) }
    let room = Size(columns: width - 1, rows: lines.count)
    if let beside, beside.contents.name == selectedItem {
      part.paste(beside.view(room, around.sized(room)), row: 0, column: size.columns - width + 1)
    } else {
      let why = around.refusal(of: selectedItem.map { .item(contents.row.key, $0) })
      part.write(
        Text.truncated(why ?? "…", to: width - 3), row: 0, column: size.columns - width + 2,
        as: why == nil ? .dim : .warning)
    }
    grid.paste(part, row: lines.lowerBound, column: 0)
    return grid
  }

  /// Columns of what stands beside the list; nil where there is no room, or another list is in view.
  private func besideWidth(_ size: Size) -> Int? {
    guard pane == .items, size.columns >= 120, BehaviourLayout(size, isEnlarged: isEnlarged).page >= 4 else {
      return nil
    }
    return min(100, size.columns * 9 / 20)
  }

  var selectedItem: ItemName? { list.selected(of: contents)?.name }

  /// The line above the list, with what is in it, where the list is enlarged.
  var listStart: Int { BehaviourLayout(Size(columns: 80, rows: 24), isEnlarged: true).tabs }

  public func wish(_ around: Surroundings) -> Question? {
    guard besideWidth(around.size) != nil, let selectedItem, beside?.contents.name != selectedItem else { return nil }
    return .item(contents.row.key, selectedItem)
  }

  public mutating func glimpse(_ answer: Answer) {
    guard case .item(let item) = answer, item.key == contents.row.key else { return }
    beside = ItemScreen(item)
    beside?.isPart = true
  }
}
