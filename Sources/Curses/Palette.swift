internal import Canvas

/// The colours that a terminal has by number, and the one nearest to a wish.
struct Palette: Equatable {
  /// 0 (none), 8, 16, 256, or every colour: then a number is `0xRRGGBB`, but for the first eight.
  let count: Int

  /// `colours`: what the terminal says, taken down to a size that we know the colours of.
  init(colours: Int) {
    count = colours >= Self.direct ? Self.direct : colours >= 256 ? 256 : colours >= 16 ? 16 : colours >= 8 ? 8 : 0
  }

  /// The number of the colour nearest to the one wished for; nil in a terminal without colours.
  func nearest(to colour: Colour) -> Int? {
    guard count > 0 else { return nil }
    switch colour {
    case .ansi(let number), .indexed(let number):
      let number = min(max(number, 0), 255)
      if number < (isDirect ? 8 : count) { return number }
      if number < 16, !isDirect { return number - 8 }
      return nearest(to: Self.rgb(number))
    case .rgb(let red, let green, let blue):
      return nearest(to: RGB(red: Int(red), green: Int(green), blue: Int(blue)))
    }
  }

  /// Every colour by its own number.
  private static let direct = 1 << 24
  private var isDirect: Bool { count == Self.direct }

  /// For letters on a ground of ours.
  func black(orWhiteOn background: Int) -> Int {
    isBright(background) ? 0 : isDirect ? 0xFFFFFF : count > 8 ? 15 : 7
  }

  /// What a number looks like; nil for the terminal's own colours.
  func look(of number: Int) -> Colour? {
    guard number >= (isDirect ? 8 : 16) else { return nil }
    let colour = isDirect ? RGB(number) : Self.rgb(number)
    return .rgb(UInt8(colour.red), UInt8(colour.green), UInt8(colour.blue))
  }

  /// True for colours on which black is read more easily than white.
  func isBright(_ number: Int) -> Bool {
    let colour = isDirect && number > 7 ? RGB(number) : Self.rgb(number)
    return 299 * colour.red + 587 * colour.green + 114 * colour.blue > 128_000
  }

  struct RGB {
    var red: Int
    var green: Int
    var blue: Int

    init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }
    init(_ number: Int) { self.init(red: number >> 16, green: number >> 8 & 255, blue: number & 255) }

    /// The first eight numbers mean the terminal's own colours: a shade beside is not seen.
    var number: Int {
      let number = red << 16 | green << 8 | blue
      return number < 8 ? 0x010101 : number
    }

    /// Squared distance, weighted roughly as the eye does.
    func distance(to other: RGB) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      return 3 * r * r + 6 * g * g + b * b
    }
  }

  private func nearest(to wish: RGB) -> Int {
    if isDirect { return wish.number }
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
