internal import Canvas

/// Character → `Key`.
enum KeyCodes {
  /// Control characters included: 4 is Ctrl-D, but 9 is Tab and 8 is Backspace. nil for what no key sends.
  static func key(scalar: UInt32) -> Key? {
    switch scalar {
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 0: .control(" ")
    case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar) + 96)))
    case 28...31: .control(Character(Unicode.Scalar(UInt8(scalar) + 64)))
    case 128..<160: nil
    default: Unicode.Scalar(scalar).map { .character(Character($0)) }
    }
  }
}
