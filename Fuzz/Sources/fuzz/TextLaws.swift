import Runs

@testable import Readers

/// An item's text is read back from the address that reading gave it, or a problem says why not; any other address does
/// no harm.
struct TextLaws {
  private let format: any LogReader.Type
  private let file: LogFile
  private let reading: Reading

  init(_ format: any LogReader.Type, _ file: LogFile, _ reading: Reading) {
    self.format = format
    self.file = file
    self.reading = reading
  }

  /// Formats and kinds whose records hold no text of their own.
  private static let textless: Set<String> = ["table", "helm-instances", "lm-eval-results", "lm-eval-0.3-results"]

  func hold() {
    for columns in reading.columns {
      for at in Set([0, columns.count / 2, columns.count - 1]) where columns.items.indices.contains(at) {
        let text = read(columns.address(of: at))
        let hasText =
          !Self.textless.contains(format.name) && columns.kind != .aggregate && columns.lengths[at] > 0
          && (format.name != "inverse-scaling" || columns.kind == .questions)
        guard hasText, format.name != "inspect-eval" else { continue }
        claim(text != nil, "the text of item \(columns.items[at]) is read back from \(columns.address(of: at))")
      }
    }
    // Addresses that an index of another time may hold.
    let size = UInt64(file.head.count)
    for (offset, length) in [(0, 1 << 20), (1, 7), (size / 2, 100), (size, 1), (.max, .max), (1 << 63, 0)]
      as [(UInt64, UInt32)]
    {
      _ = read(Address(offset: offset, length: length, line: 3))
    }
  }

  private func read(_ address: Address) -> ItemText? {
    do throws(Problem) {
      return try format.texts(in: file)(address)
    } catch {
      claim(
        error.place.file == file.path && !error.what.isEmpty && !error.action.isEmpty, "why there is no text is said")
      return nil
    }
  }
}
