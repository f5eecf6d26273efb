import Foundation
import Runs
import Store
import Testing

/// An index that lies on a disk may come back with other bytes than were written. Then something is read anew; at no
/// time does a damaged index show a number that no log holds.
@Suite struct DamageTests {
  static let entries: [RunIndex.Entry] = {
    var dice = SeededDice(seed: 7)
    var results = entry("/runs/results.json", mark: -1)
    results.reading?.facts = Reading.made(with: &dice, in: "/runs/results.json").facts + [RunFacts()]
    // Two models with one table of items, and two tasks in one file.
    var two = entry("/runs/two.jsonl", mark: -2)
    two.reading?.columns.append(.made(with: &dice))
    return [
      results, two, entry("/runs/three.jsonl", mark: -3),
      .init(stamp: FileStamp(path: "/runs/x", size: 1, modified: 1), reading: nil),
    ]
  }()

  static func sound() throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try RunIndex(directory: folder.path).add(entries)
    let bytes = try folder.bytes(of: "index.sqlite")
    try #require(bytes.count >= 2 * 16384, "no pages that could be damaged")
    return bytes
  }

  /// What a program does with this index, run after run: read anew what the index does not know, then ask for all.
  static func check(_ bytes: some Sequence<UInt8>, _ what: String, beside wal: [UInt8]? = nil) throws {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "index.sqlite")
    if let wal { try folder.write(wal, to: "index.sqlite-wal") }
    let truth = Contents(entries)
    var last = ""
    for _ in 1...3 {
      do throws(StoreProblem) {
        let index = try RunIndex(directory: folder.path)
        #expect(index.keptInMemoryBecause == nil, "\(what)")
        let known = try index.stamps(under: ["/"])
        try index.forget(known.keys.map(\.text).filter { path in !entries.contains { $0.stamp.path == path } })
        try index.add(entries.filter { known[ExactName($0.stamp.path)] != $0.stamp })
        let shown = try shown(by: index)
        for file in shown.files {
          #expect(truth.files.contains(file), "\(what): \(file.file.stamp.path) is not what was read")
        }
        if shown == truth { return }
        last = "shown \(shown.files.map(\.file.stamp.path))"
      } catch {
        last = error.description
      }
    }
    Issue.record("\(what): not mended in three runs: \(last)")
  }

  private static func shown(by index: RunIndex) throws(StoreProblem) -> Contents {
    do { return try Contents(index) } catch let problem as StoreProblem { throw problem } catch {
      throw StoreProblem("", "\(error)", "")
    }
  }

  /// Offsets that are spread over all that is written; what lies between is empty space.
  static func offsets(in bytes: [UInt8], _ count: Int, seed: Int) -> [Int] {
    var dice = SeededDice(seed: seed)
    let written = bytes.indices.filter { bytes[$0] != 0 }
    return (0..<count).map { at in
      let part = written.count * at / count..<written.count * (at + 1) / count
      return written[Int.random(in: part, using: &dice)]
    }
  }

  @Test(arguments: 1...4)
  func aFlippedByteNeverMovesANumber(seed: Int) throws {
    let sound = try Self.sound()
    var dice = SeededDice(seed: seed)
    for offset in Self.offsets(in: sound, 20, seed: seed) {
      var bytes = sound
      bytes[offset] ^= UInt8.random(in: 1...255, using: &dice)
      try Self.check(bytes, "byte \(offset) of seed \(seed)")
    }
  }

  /// Whoever found the damage goes on with the same index, and so does whoever else has it open.
  @Test func aDamagedIndexIsEmptiedWhereItIs() throws {
    let sound = try Self.sound()
    var emptied = 0
    for offset in Self.offsets(in: sound, 40, seed: 5) {
      let folder = try TemporaryFolder()
      var bytes = sound
      bytes[offset] ^= 1
      try folder.write(bytes, to: "index.sqlite")
      let (index, other) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
      do throws(StoreProblem) {
        _ = try Self.shown(by: index)
      } catch {
        guard error.description.contains("it was emptied") else { continue }
        emptied += 1
        try index.add(Self.entries)
        #expect(try Self.shown(by: index) == Contents(Self.entries), "byte \(offset)")
        #expect(try Self.shown(by: other) == Contents(Self.entries), "byte \(offset)")
      }
    }
    #expect(emptied > 0)
  }

  @Test(arguments: 1...3)
  func aPageOfGarbageNeverMovesANumber(seed: Int) throws {
    let sound = try Self.sound()
    var dice = SeededDice(seed: seed)
    for page in 0..<sound.count / 16384 {
      var bytes = sound
      let start = page * 16384 + Int.random(in: 0..<16384, using: &dice)
      for at in start..<min(sound.count, start + Int.random(in: 1...4000, using: &dice)) {
        bytes[at] = UInt8.random(in: 0...255, using: &dice)
      }
      try Self.check(bytes, "page \(page) of seed \(seed)")
    }
  }

  /// What SQLite keeps beside the index until it is brought in: cut off, flipped, or of an index of another day.
  @Test(arguments: 1...4)
  func leftOversThatAreDamagedNeverMoveANumber(seed: Int) throws {
    let folder = try TemporaryFolder()
    let index = try RunIndex(directory: folder.path)
    try index.add([entry("/runs/three.jsonl", mark: -30, modified: 99)])
    let older = try folder.bytes(of: "index.sqlite-wal")
    try index.add(Self.entries)
    let (base, wal) = (try folder.bytes(of: "index.sqlite"), try folder.bytes(of: "index.sqlite-wal"))
    try #require(wal.count > 3 * 16384)
    var dice = SeededDice(seed: seed)
    var flipped = wal
    for _ in 0..<3 { flipped[Int.random(in: wal.indices, using: &dice)] ^= UInt8.random(in: 1...255, using: &dice) }
    let cut = Array(wal.prefix(Int.random(in: wal.indices, using: &dice)))
    for (what, left) in [("flipped", flipped), ("cut", cut), ("older", older), ("none", [])] {
      try Self.check(base, "\(what) of seed \(seed)", beside: left)
      try Self.check(Self.sound(), "\(what) of seed \(seed), beside another", beside: left)
    }
  }

  @Test func anIndexThatWasCutOffIsMadeAnew() throws {
    let sound = try Self.sound()
    for part in 0..<8 { try Self.check(sound[..<(sound.count * part / 8)], "cut after \(part)/8") }
  }

  @Test func aPageOfZerosIsNoticed() throws {
    let sound = try Self.sound()
    for page in 0..<sound.count / 16384 {
      var bytes = sound
      bytes.replaceSubrange(page * 16384..<(page + 1) * 16384, with: repeatElement(0, count: 16384))
      try Self.check(bytes, "page \(page)")
    }
  }

  /// Byte 18 of SQLite's header: 3 would be a file that this SQLite may only read.
  @Test func aHeaderThatForbidsWritingIsReplaced() throws {
    var bytes = try Self.sound()
    bytes[18] = 3
    try Self.check(bytes, "header")
  }

  /// Its steps have another name, or it is the database of another program.
  @Test(arguments: [
    ("item tables and narrow", "item tables and better"), ("grdb_migrations", "migrations_grdb"),
    ("item_table", "item_cable"),
  ])
  func anIndexOfAnotherVaneIsReplaced(name: String, other: String) throws {
    let bytes = try Self.sound()
    let renamed = Data(bytes).replacing(Data(name.utf8), with: Data(other.utf8))
    #expect(renamed.count == bytes.count && [UInt8](renamed) != bytes)
    let folder = try TemporaryFolder()
    try folder.write(renamed, to: "index.sqlite")
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause == nil)
    #expect(try index.files(under: ["/"]).isEmpty)
    try Self.check(renamed, other)
  }

  @Test func anUnhurtIndexIsNotReadAnew() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.sound(), to: "index.sqlite")
    let known = try RunIndex(directory: folder.path).stamps(under: ["/"])
    #expect(Set(known.values) == Set(Self.entries.map(\.stamp)))
  }
}
