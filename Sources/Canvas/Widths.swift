/// How many columns a terminal moved on for each of a few signs: what it draws, not what it says of itself.
public struct Widths: Hashable, Sendable {
  /// What is asked, in this order. The first is no ASCII in UTF-8 and two harmless letters in Latin-1.
  public static let signs = ["ë"] + asked.map(\.sample)
  private static let asked: [GlyphSet] = [.block, .braille, .sextant, .octant]

  private let columns: [Int]

  /// nil unless there is an answer to each question.
  ///
  /// - Parameter columns: for each of `signs` the column of the cursor behind it, less one.
  public init?(columns: [Int]) {
    guard columns.count == Self.signs.count, columns.allSatisfy({ (0...9).contains($0) }) else { return nil }
    self.columns = columns
  }

  public var readsUTF8: Bool { columns[0] == 1 }
  /// Where Unicode leaves it open, it gives two columns.
  public var isAmbiguousWide: Bool { readsUTF8 && columns[1] == 2 }

  public func fits(_ glyphs: GlyphSet) -> Bool {
    guard let place = Self.asked.firstIndex(of: glyphs) else { return true }
    return readsUTF8 && columns[place + 1] == 1
  }

  public func columns(of glyphs: GlyphSet) -> Int? {
    Self.asked.firstIndex(of: glyphs).map { columns[$0 + 1] }
  }
}

extension Widths: LosslessStringConvertible {
  /// A digit for each sign: `11111`.
  public var description: String { columns.map(String.init).joined() }

  public init?(_ description: String) {
    self.init(columns: description.compactMap(\.wholeNumberValue))
  }
}
