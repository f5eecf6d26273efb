import Runs

@testable import Readers

/// A file of lines that is cut off is a beginning of itself and says so; one that has grown reads as if it had been read
/// at once.
struct GrowthLaws {
  private let format: any LogReader.Type
  private let name: String
  private let bytes: [UInt8]
  private let whole: Reading

  init(_ format: any LogReader.Type, _ name: String, _ bytes: [UInt8], _ whole: Reading) {
    self.format = format
    self.name = name
    self.bytes = bytes
    self.whole = whole
  }

  /// Formats whose records are read one after the other, whatever follows.
  private static let ofLines: Set<String> = ["lm-eval-samples", "inverse-scaling-lines"]

  func hold() {
    guard Self.ofLines.contains(format.name), !bytes.isEmpty else { return }
    // Anywhere, and the same for the same bytes.
    let cut = Int(Fingerprint.of(bytes) % UInt64(bytes.count))
    let start = LogFile(path: name, bytes: Array(bytes[..<cut]))
    let part = format.read(start, cancelled: { false })
    for columns in part.columns {
      guard let all = whole.columns.first(where: { $0.isAlike(columns) }) else {
        claim(columns.count <= 1, "what a beginning holds, the whole holds: \(columns.task) \(columns.filter ?? "")")
        continue
      }
      // The last line may have been cut and still be a record of its own: {"a": 1} and a second one after it.
      for at in 0..<max(0, columns.count - 1) {
        claim(columns.image(of: at) == all.image(of: at), "the beginning of a file reads as in the whole")
      }
    }
    guard let grown = format.read(LogFile(path: name, bytes: bytes), after: part, cancelled: { false }) else { return }
    claim(grown.isSame(as: whole), "a file that has grown reads as if it had been read at once")
  }
}

extension Columns {
  fileprivate func isAlike(_ other: Columns) -> Bool {
    task == other.task && filter == other.filter && kind == other.kind
  }
}
