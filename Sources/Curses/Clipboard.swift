/// OSC 52: the terminal at the far end of the ssh connection puts text on its own clipboard.
enum Clipboard {
  /// Bytes of text: its base64 and the frame around it then stay within the 100,000 bytes that terminals accept.
  static let longest = 74_994

  /// What stands between the program and the terminal.
  enum Multiplexer: Equatable {
    case tmux, screen

    /// What began last is nearest, and where both are there TERM tells: only tmux calls itself so. Where that does not
    /// tell either, it is screen, since tmux ignores what is meant for screen, but screen prints what is meant for tmux.
    init?(environment: (String) -> String?) {
      func isSet(_ name: String) -> Bool { environment(name)?.isEmpty == false }
      if isSet("TMUX"), !isSet("STY") || environment("TERM")?.hasPrefix("tmux") == true {
        self = .tmux
      } else if isSet("STY") {
        self = .screen
      } else {
        return nil
      }
    }
  }

  /// The bytes to send. Within tmux also the way through it: whether tmux forwards the plain or the wrapped sequence
  /// depends on its options (`set-clipboard on`, `allow-passthrough on`). GNU screen hands on what stands in its own
  /// brackets, not more at a time than it has room for.
  static func sequence(for text: String, inside multiplexer: Multiplexer? = nil) -> [UInt8] {
    let plain = Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [7]
    switch multiplexer {
    case nil: return plain
    case .tmux: return plain + wrapped(Array("tmux;\u{1B}".utf8) + plain)
    case .screen:
      return stride(from: 0, to: plain.count, by: screenRoom).flatMap { start in
        wrapped(Array(plain[start..<min(start + screenRoom, plain.count)]))
      }
    }
  }

  /// Bytes that GNU screen keeps of one string: its MAXSTR, less the closing zero.
  private static let screenRoom = 767

  private static func wrapped(_ bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}P".utf8) + bytes + Array("\u{1B}\\".utf8)
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let bits = three[0] << 16 | three[1] << 8 | three[2]
      let known = min(3, bytes.count - start)
      for place in 0..<4 { text.append(place <= known ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "=")) }
    }
    return text
  }
}
