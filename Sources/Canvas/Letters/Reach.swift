/// What a terminal can show in its columns: by what it answered, else by what is known of it otherwise.
public struct Reach: Equatable, Sendable {
  private let widths: Widths?
  private let readsUTF8: Bool
  private let isAmbiguousWide: Bool

  /// - Parameters:
  ///   - widths: nil while, or if, the terminal has not answered.
  ///   - localeIsUTF8: whether the person's locale says so; a terminal that answers knows better.
  ///   - ambiguousWidth: 1 or 2, as a person said; nil: as measured.
  public init(widths: Widths?, localeIsUTF8: Bool, ambiguousWidth: Int? = nil) {
    self.widths = widths
    readsUTF8 = widths?.readsUTF8 ?? localeIsUTF8
    isAmbiguousWide = ambiguousWidth.map { $0 == 2 } ?? widths?.isAmbiguousWide ?? false
  }

  public var letters: Letters { !readsUTF8 ? .ascii : isAmbiguousWide ? .narrow : .all }

  /// The set that was wanted if it can be shown, else blocks, else ASCII, and why.
  ///
  /// - Parameter isSilent: the terminal was asked and does not answer. Then what is newer than most terminals is not
  ///   tried; before it has had the time it is.
  public func best(for wanted: GlyphSet, isSilent: Bool = false) -> (glyphs: GlyphSet, why: String?) {
    guard let why = objection(to: wanted, isSilent: isSilent) else { return (wanted, nil) }
    let glyphs: GlyphSet = objection(to: .block, isSilent: isSilent) == nil ? .block : .ascii
    return (glyphs, "\(why): \(glyphs.rawValue) glyphs are used")
  }

  private func objection(to glyphs: GlyphSet, isSilent: Bool) -> String? {
    if glyphs == .ascii { return nil }
    if !readsUTF8 {
      return widths == nil
        ? "the locale is not UTF-8 and the terminal does not say otherwise" : "this terminal reads no UTF-8"
    }
    switch glyphs {
    case .ascii: return nil
    case .block: return isAmbiguousWide ? "blocks are two columns wide here" : nil
    case .braille, .sextant, .octant: break
    }
    guard let columns = widths?.columns(of: glyphs) else {
      let isOld = glyphs == .braille
      return isSilent && !isOld ? "the terminal does not say how wide it draws \(glyphs.plural)" : nil
    }
    return columns == 1 ? nil : "this terminal draws \(glyphs.plural) \(columns) columns wide"
  }
}

extension GlyphSet {
  fileprivate var plural: String { self == .braille ? rawValue : rawValue + "s" }
}
