@testable import Readers

/// A ZIP file made in memory, in the shapes that Inspect's writers leave behind.
struct MadeArchive {
  enum Packing {
    case stored, deflated
    case zstd(frames: Int)
  }

  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// - Parameter zip64: sizes stand in extra fields, as where a member is written before its length is known.
  mutating func add(_ name: String, _ text: String, packing: Packing = .stored, zip64: Bool = false) {
    let content = Array(text.utf8)
    let (method, packed): (UInt16, [UInt8]) =
      switch packing {
      case .stored: (0, content)
      case .deflated: (8, Self.deflated(content))
      case .zstd(let frames): (93, Self.zstd(content, frames: frames))
      }
    let offset = bytes.count
    let sizes = [content.count, packed.count]
    let extra = zip64 ? Self.little(1, 2) + Self.little(16, 2) + sizes.flatMap { Self.little($0, 8) } : []
    let shown = zip64 ? [0xFFFF_FFFF, 0xFFFF_FFFF] : [packed.count, content.count]
    let common =
      Self.little(zip64 ? 45 : 20, 2) + Self.little(0, 2) + Self.little(Int(method), 2) + Self.little(0, 4)
      + Self.little(Int(Self.checksum(content)), 4) + shown.flatMap { Self.little($0, 4) }
      + Self.little(name.utf8.count, 2) + Self.little(extra.count, 2)
    bytes += Self.little(0x0403_4B50, 4) + common + Array(name.utf8) + extra + packed
    directory += Self.little(0x0201_4B50, 4) + Self.little(45, 2) + common + Self.little(0, 10) + Self.little(offset, 4)
    directory += Array(name.utf8) + extra
    count += 1
  }

  /// A member that is packed already, and may not be what its entry says. Its checksum is wrong.
  mutating func add(_ name: String, packed: [UInt8], method: Int, size: Int, packedSize: Int? = nil) {
    let offset = bytes.count
    let common = Self.entry(name, method: method, size: size, packed: packedSize ?? packed.count)
    bytes += Self.little(0x0403_4B50, 4) + common + Array(name.utf8) + packed
    last = (offset, common)
    directory += Self.little(0x0201_4B50, 4) + Self.little(45, 2) + common + Self.little(0, 10) + Self.little(offset, 4)
    directory += Array(name.utf8)
    count += 1
  }

  /// An entry of the directory with nothing behind it: at a place, or at the member that was added last.
  mutating func point(_ name: String, at offset: Int = 0, atLast: Bool = false) {
    var common = Self.entry(name, method: 0, size: 10, packed: 10)
    if atLast { common.replaceSubrange(4..<22, with: last.entry[4..<22]) }
    directory += Self.little(0x0201_4B50, 4) + Self.little(45, 2) + common + Self.little(0, 10)
    directory += Self.little(atLast ? last.offset : offset, 4) + Array(name.utf8)
    count += 1
  }

  private var last: (offset: Int, entry: [UInt8]) = (0, [])

  private static func entry(_ name: String, method: Int, size: Int, packed: Int) -> [UInt8] {
    little(20, 2) + little(0, 2) + little(method, 2) + little(0, 4) + little(0, 4) + little(packed, 4) + little(size, 4)
      + little(name.utf8.count, 2) + little(0, 2)
  }

  /// Blocks that say one byte 131,072 times: RFC 8878 §3.1.1.2.2.
  static func zstdBomb(blocks: Int) -> (packed: [UInt8], size: Int) {
    let size = blocks << 17
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(size, 4)
    return (frame + (0..<blocks).flatMap { little(1 << 20 | 2 | ($0 + 1 == blocks ? 1 : 0), 3) + [0x20] }, size)
  }

  /// One letter, and "the last letter 258 times more" in thirteen bits each: RFC 1951 §3.2.6.
  static func deflateBomb(times: Int) -> (packed: [UInt8], size: Int) {
    var bits: [UInt8] = [1, 1, 0]
    /// Huffman codes begin with their highest bit.
    func put(_ code: Int, _ width: Int) { for bit in (0..<width).reversed() { bits.append(UInt8(code >> bit & 1)) } }
    put(0x30 + 0x20, 8)
    for _ in 0..<times {
      put(0xC5, 8)
      put(0, 5)
    }
    put(0, 7)
    let packed = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<min(bits.count, start + 8)].enumerated().reduce(UInt8(0)) { $0 | $1.element << UInt8($1.offset) }
    }
    return (packed, 1 + 258 * times)
  }

  /// The whole file.
  ///
  /// - Parameter zip64: the directory's own place stands in a Zip64 record.
  func closed(zip64: Bool = false) -> [UInt8] {
    var all = bytes + directory
    if zip64 {
      let record = all.count
      all +=
        Self.little(0x0606_4B50, 4) + Self.little(44, 8) + Self.little(45, 2) + Self.little(45, 2) + Self.little(0, 8)
      all +=
        Self.little(count, 8) + Self.little(count, 8) + Self.little(directory.count, 8) + Self.little(bytes.count, 8)
      all += Self.little(0x0706_4B50, 4) + Self.little(0, 4) + Self.little(record, 8) + Self.little(1, 4)
    }
    let (size, start) = zip64 ? (0xFFFF_FFFF, 0xFFFF_FFFF) : (directory.count, bytes.count)
    return all + Self.little(0x0605_4B50, 4) + Self.little(0, 4) + Self.little(count, 2) + Self.little(count, 2)
      + Self.little(size, 4) + Self.little(start, 4) + Self.little(0, 2)
  }

  private static func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
  }

  /// Blocks that hold their bytes as they are, as RFC 1951 §3.2.4 allows.
  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    for start in stride(from: 0, to: max(1, content.count), by: 1000) {
      let part = content[start..<min(content.count, start + 1000)]
      packed += [start + 1000 >= content.count ? 1 : 0] + little(part.count, 2) + little(~part.count, 2) + part
    }
    return packed
  }

  /// Frames of one raw block each: RFC 8878 §3.1.1.
  private static func zstd(_ content: [UInt8], frames: Int) -> [UInt8] {
    let length = (content.count + frames - 1) / frames
    return stride(from: 0, to: content.count, by: max(1, length)).flatMap { start -> [UInt8] in
      let part = content[start..<min(content.count, start + length)]
      return [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(part.count, 4) + little(part.count << 3 | 1, 3) + part
    }
  }

  /// CRC-32 as ZIP has it.
  private static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
  }
}
