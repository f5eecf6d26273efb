internal import Canvas

/// The colours that a terminal has by number, and the one nearest to a wish.
struct Palette: Equatable {
  /// 0 (none), 8, 16 or 256.
  let count: Int

  /// `colours`: what the terminal says, taken down to a size that we know the colours of.
  init(colours: Int) {
    count = colours >= 256 ? 256 : colours >= 16 ? 16 : colours >= 8 ? 8 : 0
  }

  /// The number of the colour nearest to the one wished for; nil in a terminal without colours.
  func nearest(to colour: Colour) -> Int? {
    guard count > 0 else { return nil }
    switch colour {
    case .ansi(let number), .indexed(let number):
      let number = min(max(number, 0), 255)
      if number < count { return number }
      if number < 16 { return number - 8 }
      return nearest(to: Self.rgb(number))
    case .rgb(let red, let green, let blue):
      return nearest(to: RGB(red: Int(red), green: Int(green), blue: Int(blue)))
    }
  }

  /// True for colours on which black is read more easily than white.
  static func isBright(_ number: Int) -> Bool {
    let colour = rgb(number)
    return 299 * colour.red + 587 * colour.green + 114 * colour.blue > 128_000
  }

  struct RGB {
    var red: Int
    var green: Int
    var blue: Int

    /// Squared distance, weighted roughly as the eye does.
    func distance(to other: RGB) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      return 3 * r * r + 6 * g * g + b * b
    }
  }

  private func nearest(to wish: RGB) -> Int {
    // The first 16 of 256 belong to the person's own theme: what they look like is not known.
    let candidates = count == 256 ? 16..<256 : 0..<count
    return candidates.min { Self.rgb($0).distance(to: wish) < Self.rgb($1).distance(to: wish) } ?? 0
  }

  /// xterm's colours: 16 named ones, a cube of 6 x 6 x 6, 24 greys.
  static func rgb(_ number: Int) -> RGB {
    switch number {
    case 16..<232:
      let levels = [0, 95, 135, 175, 215, 255]
      let place = number - 16
      return RGB(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
    case 232...255:
      let level = 8 + 10 * (number - 232)
      return RGB(red: level, green: level, blue: level)
    case 7: return RGB(red: 229, green: 229, blue: 229)
    case 8: return RGB(red: 127, green: 127, blue: 127)
    default:
      let full = number < 8 ? 205 : 255
      return RGB(red: number & 1 != 0 ? full : 0, green: number & 2 != 0 ? full : 0, blue: number & 4 != 0 ? full : 0)
    }
  }
}
