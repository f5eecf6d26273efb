extension Colour {
  /// How well letters of one colour are read on the other: 1 (not at all) to 21. nil for a colour that is the terminal's
  /// own, since nobody knows how it looks.
  ///
  /// - Source: WCAG 2.1, relative luminance and contrast ratio.
  public func contrast(with other: Colour) -> Double? {
    guard let one = luminance, let two = other.luminance else { return nil }
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// Of white, 0 to 1.
  var luminance: Double? {
    guard case .rgb(let red, let green, let blue) = self else { return nil }
    return 0.2126 * Self.light(red) + 0.7152 * Self.light(green) + 0.0722 * Self.light(blue)
  }

  /// sRGB → light: x^2.4 beyond a short straight piece.
  private static func light(_ part: UInt8) -> Double {
    let part = Double(part) / 255
    guard part > 0.04045 else { return part / 12.92 }
    let square = (part + 0.055) / 1.055 * (part + 0.055) / 1.055
    // Newton's fifth root, from above.
    var root = 1.0
    for _ in 0..<40 { root -= (root - square / (root * root * root * root)) / 5 }
    return square * root
  }

  /// On the way to another colour, that share of it.
  func mixed(with other: Colour, share: Double) -> Colour {
    guard case .rgb(let r, let g, let b) = self, case .rgb(let red, let green, let blue) = other else { return self }
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
    }
    return .rgb(mix(r, red), mix(g, green), mix(b, blue))
  }

  /// As little lighter, or darker, as makes it legible on all of some grounds.
  func legible(on grounds: [Colour], ratio: Double) -> Colour {
    let light = grounds.reduce(0) { $0 + ($1.luminance ?? 0) } / Double(max(1, grounds.count))
    // Where black and white are read equally well.
    let end: Colour = light < 0.18 ? .rgb(255, 255, 255) : .rgb(0, 0, 0)
    let steps = stride(from: 0, through: 1, by: 0.05).lazy.map { mixed(with: end, share: $0) }
    return steps.first { step in grounds.allSatisfy { step.contrast(with: $0) ?? 21 >= ratio } } ?? end
  }
}
