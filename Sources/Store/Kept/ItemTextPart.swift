internal import CZip

/// The texts of some items that stand one behind the other in their log, ready to be looked through: question and
/// choices of each as lines.
public struct ItemTextPart: Sendable, Equatable {
  /// Place of the first item among those of its columns.
  public var first: Int
  /// UTF-8, one text behind the other.
  public private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  public private(set) var ends: [UInt32] = []

  public init(first: Int) { self.first = first }

  public var count: Int { ends.count }

  public mutating func append(_ lines: some Sequence<String>) {
    for (at, line) in lines.enumerated() {
      if at > 0 { bytes.append(0x0A) }
      bytes.append(contentsOf: line.utf8)
    }
    ends.append(UInt32(bytes.count))
  }

  /// - Parameter at: from 0, in this part.
  public func withText<Value>(_ at: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    let start = at == 0 ? 0 : Int(ends[at - 1])
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<Int(ends[at])])) }
  }
}

extension ItemTextPart {
  /// A quarter of the texts' length, as a rule.
  ///
  /// - Parameter name: of which columns it is, and which part: another's is `Damage`.
  func packed(as name: [Int64]) -> [UInt8] {
    var packer = Packer()
    packer.put(all: name)
    packer.put(UInt64(first))
    packer.put(UInt32(ends.count))
    packer.put(all: ends)
    let room = czip_zstd_room(bytes.count)
    let frame = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let written = bytes.withUnsafeBufferPointer {
        czip_zstd_pack($0.baseAddress, $0.count, buffer.baseAddress, room)
      }
      count = max(0, Int(written))
    }
    packer.put(UInt32(frame.count))
    packer.put(all: frame)
    return packer.sealed
  }

  init(packed: [UInt8], as name: [Int64]) throws(Unpacker.Damage) {
    var unpacker = try Unpacker(sealed: packed)
    guard try unpacker.take(name.count, of: Int64.self) == name else { throw Unpacker.Damage() }
    first = Int(try unpacker.take(UInt64.self))
    ends = try unpacker.take(Int(try unpacker.take(UInt32.self)), of: UInt32.self)
    var last: UInt32 = 0
    for end in ends {
      guard end >= last else { throw Unpacker.Damage() }
      last = end
    }
    let size = Int(last)
    let frame = Int(try unpacker.take(UInt32.self))
    bytes = try unpacker.take(bytes: frame) { packed in
      [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let written = czip_zstd(
          packed.baseAddress?.assumingMemoryBound(to: UInt8.self), packed.count, buffer.baseAddress, size)
        count = max(0, Int(written))
      }
    }
    guard bytes.count == size, unpacker.isAtEnd else { throw Unpacker.Damage() }
  }
}
