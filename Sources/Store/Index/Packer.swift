/// Numbers and texts as little-endian bytes: how columns rest in the index.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func put<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Double) { put(value.bitPattern) }

  mutating func put(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }

  mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func put(_ text: String) {
    let utf8 = Array(text.utf8)
    put(UInt32(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  mutating func put(_ value: Double?) { put(value ?? .nan) }

  /// Without its length: whoever reads it back must know it.
  mutating func put<Value: FixedWidthInteger>(all values: [Value]) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values { put(value) }
    #endif
  }

  mutating func put(all values: [Double]) { put(all: values.map(\.bitPattern)) }

  /// The bytes with a checksum behind them.
  var sealed: [UInt8] {
    var all = self
    all.put(bytes.withUnsafeBytes { fingerprint(of: $0) })
    return all.bytes
  }

  /// The checksum at the end of sealed bytes; 0 where there is none.
  static func seal(of sealed: [UInt8]) -> UInt64 {
    guard sealed.count >= 8 else { return 0 }
    return sealed.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: $0.count - 8, as: UInt64.self))
    }
  }
}

/// Reads what `Packer` wrote. Anything that does not fit is `Damage`, never garbage.
struct Unpacker {
  struct Damage: Error {}

  private let bytes: [UInt8]
  private var at = 0
  private let end: Int

  /// - Throws: when the checksum behind the bytes is not theirs.
  init(sealed bytes: [UInt8]) throws(Damage) {
    guard bytes.count >= 8 else { throw Damage() }
    self.bytes = bytes
    end = bytes.count - 8
    let sum = bytes.withUnsafeBytes { fingerprint(of: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    guard sum == Packer.seal(of: bytes) else { throw Damage() }
  }

  var isAtEnd: Bool { at == end }

  /// The next bytes as they are.
  mutating func take<Value>(bytes count: Int, _ body: (UnsafeRawBufferPointer) -> Value) throws(Damage) -> Value {
    guard count >= 0, end - at >= count else { throw Damage() }
    defer { at += count }
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[at..<at + count])) }
  }

  mutating func take<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(Damage)
    -> Value
  {
    let size = MemoryLayout<Value>.size
    guard end - at >= size else { throw Damage() }
    defer { at += size }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Value.self))
    }
  }

  mutating func takeDouble() throws(Damage) -> Double { Double(bitPattern: try take(UInt64.self)) }

  /// NaN stands for nil.
  mutating func takeOptionalDouble() throws(Damage) -> Double? {
    let value = try takeDouble()
    return value.isNaN ? nil : value
  }

  mutating func takeFlag() throws(Damage) -> Bool { try take(UInt8.self) != 0 }

  mutating func takeText() throws(Damage) -> String {
    let count = Int(try take(UInt32.self))
    guard end - at >= count else { throw Damage() }
    defer { at += count }
    return String(decoding: bytes[at..<at + count], as: UTF8.self)
  }

  mutating func takeOptionalText() throws(Damage) -> String? {
    try takeFlag() ? try takeText() : nil
  }

  /// A length that can be true: each of so many values takes at least one byte.
  mutating func takeCount() throws(Damage) -> Int {
    let count = Int(try take(UInt32.self))
    guard count <= end - at else { throw Damage() }
    return count
  }

  mutating func take<Value: FixedWidthInteger>(_ count: Int, of type: Value.Type = Value.self)
    throws(Damage) -> [Value]
  {
    let size = count * MemoryLayout<Value>.size
    guard count >= 0, end - at >= size else { throw Damage() }
    defer { at += size }
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: .init(rebasing: $0[at..<at + size]))
      }
      #if !_endian(little)
        for index in buffer.indices { buffer[index] = Value(littleEndian: buffer[index]) }
      #endif
      initialized = count
    }
  }

  mutating func takeDoubles(_ count: Int) throws(Damage) -> [Double] {
    try take(count, of: UInt64.self).map(Double.init(bitPattern:))
  }
}

/// Tells torn or flipped bytes from whole ones; no defence against malice, which has the file anyway.
///
/// FNV-1a on words of eight bytes instead of one (8 times as fast), with the high half folded into the low after each,
/// so that a flip in a word's top bits spreads too. Each step is a bijection: one damaged word never goes unseen.
private func fingerprint(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
  func mix(_ word: UInt64) {
    hash = (hash ^ word) &* 0x100_0000_01b3
    hash ^= hash >> 32
  }
  let whole = bytes.count & ~7
  for at in stride(from: 0, to: whole, by: 8) {
    mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
  }
  for byte in bytes[whole...] { mix(UInt64(byte)) }
  return hash
}
