internal import Canvas

/// How far the reading of the files has come.
public struct ReadingProgress: Equatable, Sendable {
  public var files: Int
  public var ofFiles: Int
  public var bytesPerSecond: Double
  /// Seconds; nil until a rate is known.
  public var remaining: Double?

  public init(files: Int, ofFiles: Int, bytesPerSecond: Double = 0, remaining: Double? = nil) {
    self.files = files
    self.ofFiles = ofFiles
    self.bytesPerSecond = bytesPerSecond
    self.remaining = remaining
  }
}

extension ReadingProgress {
  /// `reading 12/40 files  310 MB/s  2 min left`
  var sentence: String {
    var parts = [short]
    if bytesPerSecond > 0 {
      parts.append("\(Decimal.fixed(bytesPerSecond / 1e6, places: bytesPerSecond < 1e7 ? 1 : 0)) MB/s")
    }
    if let remaining {
      parts.append(
        remaining < 90 ? "\(Int(remaining.rounded(.up))) s left" : "\(Int((remaining / 60).rounded(.up))) min left")
    }
    return parts.joined(separator: "  ")
  }

  var short: String { "reading \(files)/\(ofFiles) files" }
}
