#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a target can begin with, cut from genuine files.
struct Seeds {
  private var inputs: Set<[UInt8]> = []
  private let target: Target

  init(of target: Target, from paths: some Sequence<String>) {
    self.target = target
    for path in paths {
      guard inputs.count < 400, let bytes = Self.bytes(path) else { continue }
      for seed in target.seeds(path, bytes) where seed.count <= target.most { inputs.insert(seed) }
    }
  }

  /// False when the folder cannot be written.
  func write(to folder: String) -> Bool {
    for (number, input) in inputs.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
      guard let file = fopen("\(folder)/seed-\(number)", "w") else { return false }
      defer { fclose(file) }
      guard fwrite(input, 1, input.count, file) == input.count else { return false }
    }
    return true
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    return Array(bytes.prefix(fread(&bytes, 1, bytes.count, file)))
  }
}

/// Whole lines from the beginning, as many as fit; the beginning itself where the first line is longer.
func lines(of bytes: [UInt8], upTo most: Int) -> [UInt8] {
  guard bytes.count > most else { return bytes }
  let start = bytes.prefix(most)
  return Array(start.lastIndex(of: 0x0A).map { start[...$0] } ?? start)
}
