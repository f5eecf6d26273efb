import Runs

/// Fields to bytes.
struct FieldPacker: Packing {
  private(set) var packer = Packer()

  init(_ value: some Packable) throws {
    var value = value
    try value.pack(by: &self)
  }

  mutating func text(_ text: inout String) { packer.put(text) }

  mutating func bits<Value: BitwiseCopyable>(_ value: inout Value) { withUnsafeBytes(of: value) { packer.put($0) } }

  mutating func bits<Value: BitwiseCopyable>(_ values: inout [Value]) {
    packer.put(UInt32(values.count))
    values.withUnsafeBytes { packer.put($0) }
  }
}
