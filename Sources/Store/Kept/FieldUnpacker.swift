import Runs

/// Bytes to the fields that `FieldPacker` had.
struct FieldUnpacker: Packing {
  private var unpacker: Unpacker

  private init(_ unpacker: Unpacker) { self.unpacker = unpacker }

  /// - Throws: also when something is left over: then it was another type's.
  static func value<Value: Packable>(_ type: Value.Type, from unpacker: Unpacker) throws -> Value {
    var fields = FieldUnpacker(unpacker)
    var value = Value.blank
    try value.pack(by: &fields)
    guard fields.unpacker.isAtEnd else { throw Unpacker.Damage() }
    return value
  }

  mutating func text(_ text: inout String) throws { text = try unpacker.takeText() }

  mutating func bits<Value: BitwiseCopyable>(_ value: inout Value) throws {
    value = try unpacker.take(bytes: MemoryLayout<Value>.size) { $0.loadUnaligned(as: Value.self) }
  }

  mutating func bits<Value: BitwiseCopyable>(_ values: inout [Value]) throws {
    let count = Int(try unpacker.take(UInt32.self))
    let stride = MemoryLayout<Value>.stride
    values = try unpacker.take(bytes: count * stride) { bytes in
      (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Value.self) }
    }
  }
}
