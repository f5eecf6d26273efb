import Foundation

/// A folder of logs that are written, edited, moved and deleted while somebody looks at them. Which of it happens is in
/// the dice, so that a seed tells it all again.
struct LivingRuns {
  let folder: String
  private var dice: Dice
  /// What each log will hold once it is whole, by its path below the folder.
  private var lines: [String: [Substring]] = [:]

  /// SplitMix64.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  init(in folder: String, seed: UInt64) throws {
    self.folder = folder
    dice = Dice(state: seed)
    for model in ["vane-3k", "vane-14k", "vane-37k", "vane-148k"] {
      let source = "\(Program.sampleRuns)/ladder/vane__\(model)"
      try FileManager.default.createDirectory(
        atPath: "\(folder)/vane__\(model)", withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: source).sorted() {
        let (path, from) = ("vane__\(model)/\(name)", "\(source)/\(name)")
        if name.hasPrefix("results_") {
          try FileManager.default.copyItem(atPath: from, toPath: "\(folder)/\(path)")
        } else if name.contains("coin_direct") || name.contains("facts_direct") {
          lines[path] = try String(contentsOfFile: from, encoding: .utf8).split(separator: "\n").prefix(40).map { $0 }
          try write(lines[path]?.prefix(20) ?? [], to: path)
        }
      }
    }
  }

  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

  /// Something happens to one log.
  ///
  /// - Returns: what, for whoever reads of a failure.
  mutating func change() throws -> String {
    let present = lines.keys.sorted().filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    guard let path = present.randomElement(using: &dice), let whole = lines[path] else { return try restore() }
    let file = "\(folder)/\(path)"
    switch Int.random(in: 0...9, using: &dice) {
    case 0, 1: return try grow(path, whole)
    case 2:
      // Cut off in the middle of a line, as a log is that is being written.
      let bytes = try Data(contentsOf: URL(filePath: file))
      try bytes.prefix(bytes.count * 2 / 3).write(to: URL(filePath: file))
      return "cut \(path)"
    case 3, 4:
      try edit(file, keepsTime: false)
      return "edited \(path)"
    case 5, 6:
      try edit(file, keepsTime: true)
      return "edited \(path) and set its time back"
    case 7:
      try FileManager.default.removeItem(atPath: file)
      return "deleted \(path)"
    case 8:
      let other =
        path.hasPrefix("other__") ? path.replacing("other", with: "vane") : path.replacing("vane", with: "other")
      try FileManager.default.createDirectory(
        atPath: URL(filePath: "\(folder)/\(other)").deletingLastPathComponent().path, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: "\(folder)/\(other)")
      try FileManager.default.moveItem(atPath: file, toPath: "\(folder)/\(other)")
      (lines[other], lines[path]) = (whole, nil)
      return "moved \(path) to \(other)"
    case _:
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: file)
      return "touched \(path)"
    }
  }

  private func write(_ lines: some Sequence<Substring>, to path: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: "\(folder)/\(path)"))
  }

  private mutating func restore() throws -> String {
    for (path, whole) in lines { try write(whole.prefix(20), to: path) }
    return "wrote all logs again"
  }

  private mutating func grow(_ path: String, _ whole: [Substring]) throws -> String {
    let url = URL(filePath: "\(folder)/\(path)")
    let more = Data(whole.suffix(5).map { $0 + "\n" }.joined().utf8)
    let handle = try FileHandle(forWritingTo: url)
    defer { try? handle.close() }
    try handle.seekToEnd()
    // Sometimes the last line is still to be finished.
    let isTorn = Bool.random(using: &dice)
    try handle.write(contentsOf: isTorn ? more.dropLast(100) : more)
    return isTorn ? "added lines to \(path), the last one torn" : "added lines to \(path)"
  }

  /// One digit of one log-likelihood becomes another: the size stays.
  mutating func edit(_ file: String, keepsTime: Bool) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    var status = stat()
    stat(file, &status)
    let places = bytes.indices.dropLast(4).filter { bytes[$0...].starts(with: Array("[\"-".utf8)) }.map { $0 + 3 }
    guard let place = places.randomElement(using: &dice) else { return }
    bytes[place] = bytes[place] == UInt8(ascii: "9") ? UInt8(ascii: "1") : bytes[place] + 1
    let handle = try FileHandle(forUpdating: URL(filePath: file))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    // To the nanosecond.
    if keepsTime { utimensat(AT_FDCWD, file, [status.st_atim, status.st_mtim], 0) }
  }
}
