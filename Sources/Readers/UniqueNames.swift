import Runs

/// Makes item names unique: the second `a` becomes `a#2`, whatever other names a log may hold.
///
/// Keeps no names, only where in the list each stands: a table of open addresses, whose hash is seeded anew each time, so
/// that no log can be written to make it slow.
struct UniqueNames {
  /// Place in the list + 1; 0 where nothing is. A power of two of them, at least half of them empty.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var hashes: [UInt64] = []
  private let seed = UInt64.random(in: .min ... .max)
  /// How often each name that came up again has done so.
  private var times: [String: Int] = [:]
  /// Items that had to be renamed.
  private(set) var repeats = 0

  /// What the next name of `names` is to be called, if `wanted` is what the log calls it.
  mutating func name(_ wanted: String, after names: PackedNames) -> String {
    var wanted = wanted
    if wanted.withUTF8({ isNew($0, after: names) }) { return wanted }
    repeats += 1
    var times = self.times[wanted] ?? 1
    var name: String
    repeat {
      // An id may end in `#2` by itself.
      times += 1
      name = "\(wanted)#\(times)"
    } while !name.withUTF8({ isNew($0, after: names) })
    self.times[wanted] = times
    return name
  }

  /// True if none of `names` is `name`: it is then taken for the next of them.
  mutating func isNew(_ name: UnsafeBufferPointer<UInt8>, after names: PackedNames) -> Bool {
    place(of: name, after: names) == nil
  }

  /// Which of `names` is `name`; nil if none: it is then taken for the next of them.
  mutating func place(of name: UnsafeBufferPointer<UInt8>, after names: PackedNames) -> Int? {
    if 2 * hashes.count >= slots.count { grow() }
    let hash = Self.hash(name, seed)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if hashes[place] == hash, names.isName(place, name) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    hashes.append(hash)
    slots[slot] = UInt32(hashes.count)
    return nil
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 4 * slots.count)
    for (place, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }

  /// Eight bytes at a time, each step a product of 128 bits folded into 64 (as wyhash does).
  private static func hash(_ name: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(name)
    var hash = seed ^ UInt64(bytes.count)
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low ^ seed
    }
    let whole = bytes.count & ~7
    for at in stride(from: 0, to: whole, by: 8) { mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
    var rest: UInt64 = 0
    for byte in bytes[whole...] { rest = rest << 8 | UInt64(byte) }
    mix(rest)
    return hash
  }
}
