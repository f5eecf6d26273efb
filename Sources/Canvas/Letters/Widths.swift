/// How many columns a terminal moved on for each of a few signs: what it draws, not what it says of itself.
public struct Widths: Hashable, Sendable {
  /// What is asked, in this order. The first is no ASCII in UTF-8 and two harmless letters in Latin-1.
  public static let signs = ["ë"] + asked.map(\.sample)
  private static let asked: [GlyphSet] = [.block, .braille, .sextant, .octant]

  private let columns: [Int]

  /// nil unless the first question was answered alone, or all of them.
  ///
  /// - Parameter columns: for each of `signs` the column of the cursor behind it, less one.
  public init?(columns: [Int]) {
    guard [1, Self.signs.count].contains(columns.count), columns.allSatisfy({ (0...9).contains($0) }) else {
      return nil
    }
    self.columns = columns
  }

  public var readsUTF8: Bool { columns[0] == 1 }
  /// There is nothing more to ask.
  public var isWhole: Bool { !readsUTF8 || columns.count == Self.signs.count }
  /// Where Unicode leaves it open, it gives two columns.
  public var isAmbiguousWide: Bool { readsUTF8 && columns(of: .block) == 2 }

  /// nil where it was not asked.
  public func columns(of glyphs: GlyphSet) -> Int? {
    Self.asked.firstIndex(of: glyphs).flatMap { columns.indices.contains($0 + 1) ? columns[$0 + 1] : nil }
  }
}

extension Widths: LosslessStringConvertible {
  /// A digit for each answer: `11111`.
  public var description: String { columns.map(String.init).joined() }

  public init?(_ description: String) {
    let digits = description.map(\.wholeNumberValue)
    self.init(columns: digits.compactMap { $0 })
    if digits.contains(nil) { return nil }
  }
}
