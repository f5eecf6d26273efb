import Dashboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Lines that were typed, from one session to the next: one in each line of a file in the state folder, behind the sign
/// that it was typed after. Others who use the machine cannot read it.
///
///     :sort slope
///     /insulin
struct HistoryShelf {
  private let path = Folders.state + "/history"
  private let readOnly: Bool
  /// A file of more lines or bytes is written anew with the newest.
  private static let most = 4 * History.most
  private static let mostBytes = 1 << 20

  init(_ options: RunOptions) { readOnly = options.readOnly }

  /// What no person can have typed is left out, whoever wrote it there.
  func read() -> History {
    var bytes = (TextFile.end(of: path, most: Self.mostBytes + 1) ?? [])[...]
    let isLong = bytes.count > Self.mostBytes
    // It begins within a line.
    if isLong { bytes = bytes.drop { $0 != UInt8(ascii: "\n") } }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    var history = History()
    for line in lines.suffix(Self.most) {
      guard let kind = line.first.flatMap({ History.Kind(rawValue: String($0)) }) else { continue }
      history.add(String(line.dropFirst()), to: kind)
    }
    if isLong || lines.count > Self.most { replace(with: history) }
    return history
  }

  /// Two sessions may write at once: each line in one piece, at the end. Nothing else depends on it, so nothing is said
  /// where it cannot be written.
  func keep(_ line: String, of kind: History.Kind) {
    guard !readOnly else { return }
    do { try Folders.make(above: path) } catch { return }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array((kind.rawValue + line + "\n").utf8)
    _ = write(file, bytes, bytes.count)
  }

  private func replace(with history: History) {
    guard !readOnly else { return }
    let text = History.Kind.allCases.map { kind in
      history.lines(of: kind).map { kind.rawValue + $0 + "\n" }.joined()
    }.joined()
    TextFile.replace(path, with: text)
  }
}
