internal import Canvas

/// How the room of a comparison is shared out between charts, figures and the card.
struct CompareLayout {
  /// No chart is smaller where there is room for one; what does not fit is reached by moving on.
  static let smallest = Size(columns: 26, rows: 8)

  /// Rows of the charts, below the head.
  let charts: Int
  /// Charts side by side, rows of charts that are shown, and the cells of one.
  let across: Int
  let fitting: Int
  let panel: Size
  /// Lines of figures below their heading; none of them where the difference takes their place.
  let lines: Int
  let card: Int

  /// - Parameter count: of sides.
  init(_ size: Size, count: Int) {
    let least = min(count, size.rows < 16 ? 2 : 3)
    let card = size.rows >= 30 ? 2 : 1
    let most = max(3, size.rows - 2 - least - card)
    let shape = Self.shape(count, Size(columns: size.columns, rows: most))
    // Figures of all sides are worth more than charts of more than ten rows each.
    let wanted = min(most, shape.down * 10)
    lines = min(count, least + most - wanted)
    self.card = card
    charts = max(3, size.rows - 2 - lines - card)
    (across, fitting) = (shape.across, shape.down)
    panel = Size(columns: size.columns / across, rows: charts / fitting)
  }

  /// All of them if they fit, in the shape nearest to three columns for each row; else as many as fit.
  private static func shape(_ count: Int, _ room: Size) -> (across: Int, down: Int) {
    let widest = max(1, min(count, room.columns / smallest.columns))
    let whole = (1...widest).filter { (count + $0 - 1) / $0 * smallest.rows <= room.rows }
    let best = whole.min { a, b in strain(a, count, room) < strain(b, count, room) }
    guard let best else { return (widest, max(1, room.rows / smallest.rows)) }
    return (best, (count + best - 1) / best)
  }

  /// How far the charts' shape is from three columns for each row: 1 for that, more for what is flatter or steeper.
  private static func strain(_ across: Int, _ count: Int, _ room: Size) -> Double {
    let down = (count + across - 1) / across
    let shape = Double(room.columns / across) / Double(max(1, room.rows / down)) / 3
    return max(shape, 1 / shape)
  }
}
