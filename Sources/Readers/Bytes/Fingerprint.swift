/// FNV-1a, 64 bits: tells whether two questions are the same text. Not for secrets.
public struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint.value
  }

  /// A few letters that stand for all of it in a name.
  var tag: String { String(String(value, radix: 16).prefix(6)) }
}

extension String {
  /// A few letters that stand for a long text in a name.
  var tag: String {
    var fingerprint = Fingerprint()
    fingerprint.add(utf8)
    return fingerprint.tag
  }
}
