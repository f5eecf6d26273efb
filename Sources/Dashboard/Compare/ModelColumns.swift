internal import Canvas

/// Models as columns: which of them are drawn where.
///
/// Where not all fit, the two that are compared come first and the others follow as far as there is room, around the one
/// that is read.
struct ModelColumns {
  /// Cells of one column.
  static let width = 8

  struct Placed {
    /// Place among the models.
    var model: Int
    var at: Int
  }

  let placed: [Placed]
  /// The first column right of them.
  let end: Int
  /// Models that are not drawn.
  let left: Int

  /// - Parameters:
  ///   - models: places of those that are wanted.
  ///   - pinned: those of them that are always drawn.
  ///   - start: the first column of the screen that they may take.
  init(_ models: [Int], pinned: [Int], read: Int, from start: Int, columns: Int) {
    let fitting = max(1, columns / Self.width)
    if models.count <= fitting {
      placed = models.enumerated().map { Placed(model: $1, at: start + $0 * Self.width) }
      (end, left) = (start + models.count * Self.width, 0)
      return
    }
    let first = Array(pinned.prefix(max(0, fitting - 1)))
    let rest = models.filter { !first.contains($0) }
    // A blank between those that stand still and those that move.
    let gap = first.isEmpty ? 0 : 1
    let room = max(1, (columns - gap) / Self.width - first.count)
    let at = rest.firstIndex { $0 >= read } ?? max(0, rest.count - 1)
    let from = max(0, min(rest.count - room, at - room / 2))
    let shown = rest[from..<min(rest.count, from + room)]
    placed =
      first.enumerated().map { Placed(model: $1, at: start + $0 * Self.width) }
      + shown.enumerated().map { Placed(model: $1, at: start + gap + (first.count + $0) * Self.width) }
    end = start + gap + (first.count + shown.count) * Self.width
    left = models.count - first.count - shown.count
  }

  /// `A410M`: what the model was picked as, and its size.
  static func title(_ label: String, pick: Int?) -> String {
    switch pick {
    case nil: label
    case 0: "A " + label
    case 1: "B " + label
    case .some: "+ " + label
    }
  }
}

extension Grid {
  /// A value with its shade, in the columns of one model.
  ///
  /// - Parameter isRight: false puts an `x` behind it.
  mutating func write(
    _ value: Double?, shade: Shade, isRight: Bool? = nil, row: Int, column: Int, on ground: Ground? = nil
  ) {
    let width = ModelColumns.width
    if let ground { fill(row: row, columns: column + 1..<column + width, on: ground) }
    guard let value, value.isFinite else {
      write(Text.padded("·", to: width - 1, .right), row: row, column: column, as: .dim)
      return
    }
    write(Text.padded(Shade.figure(value), to: width - 1, .right), row: row, column: column)
    write(shade.glyph(of: value), row: row, column: column + 1, as: shade.role(of: value))
    if isRight == false { write("x", row: row, column: column + width - 1, as: .falling) }
  }
}
