import Runs

extension LogFile {
  /// Of everything before `offset`: a log that was changed anywhere there is read anew. Of a log longer than 16 MiB only
  /// pages at even distances count, the first and the last among them: all of it would take as long as reading it.
  ///
  /// - Returns: nil when so many bytes are not there, or cannot be read.
  func fingerprint(before offset: UInt64) -> UInt64? {
    // It may have grown since it was opened: that so many bytes are there is seen where they are read.
    guard let source = try? open() else { return nil }
    let (page, pages) = offset <= 16 << 20 ? (1 << 20, (offset + (1 << 20 - 1)) >> 20) : (4096, 1024)
    let last = offset - min(offset, UInt64(page))
    var sum = WordSum()
    for at in 0..<pages {
      // In two steps, since a product of both would not hold.
      let start = pages < 2 ? 0 : last / (pages - 1) * at + last % (pages - 1) * at / (pages - 1)
      let count = Int(min(UInt64(page), offset - start))
      guard let bytes = try? source.bytes(at: start, count: count), bytes.count == count else { return nil }
      sum.add(bytes)
    }
    return sum.value
  }
}

/// What a log was before it was read: one that was written over meanwhile was read in parts of two.
struct LogLook {
  private let source: (any ByteSource)?
  private let written: Int64?
  private let fingerprint: UInt64?

  /// - Parameter file: held open.
  init(_ file: LogFile) {
    source = try? file.open()
    written = source?.written
    // A short one is soon read again.
    fingerprint = source.flatMap { $0.size > 16 << 20 ? file.fingerprint(before: $0.size) : nil }
  }

  /// True of a log that nobody has written to since, or only at its end.
  func holds(of file: LogFile) -> Bool {
    guard let source, source.written != written else { return true }
    guard let fingerprint else { return false }
    return file.fingerprint(before: source.size) == fingerprint
  }
}

/// FNV-1a on words of eight bytes, in four chains side by side that do not wait for one another. Each step is a
/// bijection: one changed word never goes unseen.
private struct WordSum {
  private var chains = SIMD4<UInt64>(repeating: 0xCBF2_9CE4_8422_2325)

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      let whole = bytes.count & ~31
      for at in stride(from: 0, to: whole, by: 32) {
        mix(bytes.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self))
      }
      for byte in bytes[whole...] { mix(SIMD4(UInt64(byte), 0, 0, 0)) }
    }
  }

  private mutating func mix(_ words: SIMD4<UInt64>) {
    chains = (chains ^ words) &* 0x100_0000_01B3
    chains ^= chains &>> 32
  }

  var value: UInt64 {
    (0..<4).reduce(0) { sum, at in (sum ^ chains[at]) &* 0x9E37_79B9_7F4A_7C15 }
  }
}
