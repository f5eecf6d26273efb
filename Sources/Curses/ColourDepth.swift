/// How many colours are used, at most as many as the terminal has.
public enum ColourDepth: String, Sendable, CaseIterable {
  /// What the terminal has.
  case auto
  case never
  case sixteen = "16"
  case indexed = "256"
  case truecolor

  /// Where nobody says how many: NO_COLOR says that a person wants none.
  static func wished(_ environment: (String) -> String?) -> ColourDepth {
    environment("NO_COLOR")?.isEmpty == false ? .never : .auto
  }

  /// What is asked of curses, which does not look at COLORTERM.
  func resolved(_ environment: (String) -> String?) -> ColourDepth {
    guard self == .auto else { return self }
    return ["truecolor", "24bit"].contains(environment("COLORTERM")) ? .truecolor : .auto
  }

  /// The entry of the terminfo database to open. One for direct colours has no numbered ones.
  func term(_ name: String) -> String {
    switch self {
    case .auto, .never, .truecolor: name
    case .sixteen, .indexed: name.hasSuffix("-direct") ? name.dropLast(7) + "-256color" : name
    }
  }

  var most: Int {
    switch self {
    case .never: 0
    case .sixteen: 16
    case .indexed: 256
    case .auto, .truecolor: .max
    }
  }
}
