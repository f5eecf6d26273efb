import Foundation
import GRDB
import Runs
import Testing

@testable import Store

/// Texts that the index keeps for whoever looks for words: as they were, or not at all.
@Suite struct ItemTextTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "vane-texts-\(UUID().uuidString)").path

  private func withIndex(_ body: (RunIndex) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(RunIndex(directory: folder))
  }

  private static let part: ItemTextPart = {
    var part = ItemTextPart(first: 40)
    part.append(["Do you agree?", "yes", "no"])
    part.append([])
    part.append(["家族 \u{1B}[31m", String(repeating: "the same again ", count: 3000)])
    return part
  }()

  private func columns(of index: RunIndex, _ path: String) throws -> Int64 {
    try #require(try index.files(under: [path]).first?.heads.first?.id)
  }

  @Test func textsComeBackAsTheyWereAlsoInTheNextProgram() throws {
    try withIndex { index in
      try index.add([entry("/runs/a.jsonl")])
      let id = try columns(of: index, "/runs/a.jsonl")
      index.keep(Self.part, of: id, questions: nil, part: 3)
      #expect(index.textCount(of: id) == 3 && index.textCount(of: id + 1) == 0)
      let again = try RunIndex(directory: folder)
      let known = try #require(again.texts(of: id, questions: nil, part: 3))
      #expect(known == Self.part && known.count == 3 && known.first == 40)
      #expect(known.text(0) == "Do you agree?\nyes\nno" && known.text(1) == "" && known.text(2).hasPrefix("家族"))
    }
  }

  @Test func otherColumnsAnotherPartAndOtherQuestionsHaveTextsOfTheirOwn() throws {
    try withIndex { index in
      try index.add([entry("/runs/a.jsonl"), entry("/runs/b.jsonl")])
      let (a, b) = (try columns(of: index, "/runs/a.jsonl"), try columns(of: index, "/runs/b.jsonl"))
      index.keep(Self.part, of: a, questions: 7, part: 0)
      #expect(index.texts(of: a, questions: 7, part: 0) != nil)
      #expect(index.texts(of: b, questions: 7, part: 0) == nil)
      #expect(index.texts(of: a, questions: 7, part: 1) == nil)
      #expect(index.texts(of: a, questions: 8, part: 0) == nil, "the file with the questions was read anew")
      #expect(index.texts(of: a, questions: nil, part: 0) == nil)
    }
  }

  @Test func aLogThatHasChangedTakesItsTextsAlong() throws {
    try withIndex { index in
      try index.add([entry("/runs/a.jsonl")])
      let old = try columns(of: index, "/runs/a.jsonl")
      index.keep(Self.part, of: old, questions: nil, part: 0)
      try index.add([entry("/runs/a.jsonl", modified: 2)])
      let new = try columns(of: index, "/runs/a.jsonl")
      #expect(new != old)
      #expect(
        index.texts(of: new, questions: nil, part: 0) == nil && index.texts(of: old, questions: nil, part: 0) == nil)
      index.keep(Self.part, of: old, questions: nil, part: 0)
      #expect(index.texts(of: old, questions: nil, part: 0) == nil, "what came too late belongs to nobody")
      index.keep(Self.part, of: new, questions: nil, part: 0)
      try index.forget(["/runs/a.jsonl"])
      #expect(index.texts(of: new, questions: nil, part: 0) == nil)
    }
  }

  @Test(arguments: 1...6) func aFlippedByteLosesTextsAndNeverChangesThem(seed: UInt64) throws {
    try withIndex { index in
      try index.add([entry("/runs/a.jsonl")])
      let id = try columns(of: index, "/runs/a.jsonl")
      index.keep(Self.part, of: id, questions: nil, part: 0)
      let packed = try index.reading { db in try Data.fetchOne(db, sql: "SELECT packed FROM item_text") } ?? Data()
      #expect(packed.count < 2000, "repeats take no room")
      for step in 0..<40 {
        var damaged = packed
        damaged[(step &* 31 &+ Int(seed) &* 7) % packed.count] ^= UInt8(1 + step)
        try index.writing { db in try db.execute(sql: "UPDATE item_text SET packed = ?", arguments: [damaged]) }
        #expect(index.texts(of: id, questions: nil, part: 0) == nil)
      }
    }
  }

  @Test func noMoreIsKeptThanThereIsRoomFor() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let index = try RunIndex(directory: folder, mostTextBytes: 3000)
    try index.add([entry("/runs/a.jsonl")])
    let id = try columns(of: index, "/runs/a.jsonl")
    #expect(index.keepsTexts && index.hasRoomForTexts)
    for part in 0..<100 { index.keep(Self.part, of: id, questions: nil, part: part) }
    let sum = "SELECT sum(length(packed)) FROM item_text"
    let bytes = try index.reading { db in try Int64.fetchOne(db, sql: sum) } ?? 0
    #expect((1...3000).contains(bytes), "\(bytes)")
    #expect(!index.hasRoomForTexts)
    #expect(index.texts(of: id, questions: nil, part: 0) == Self.part)
  }

  @Test func anIndexInMemoryKeepsNoTexts() throws {
    let index = try RunIndex()
    try index.add([entry("/runs/a.jsonl")])
    let id = try columns(of: index, "/runs/a.jsonl")
    index.keep(Self.part, of: id, questions: nil, part: 0)
    #expect(!index.keepsTexts && index.texts(of: id, questions: nil, part: 0) == nil)
  }

  @Test func logsWithOneListOfItemsAreKnownByIt() throws {
    try withIndex { index in
      try index.add([entry("/runs/a.jsonl"), entry("/runs/b.jsonl", mark: 1), entry("/runs/c.jsonl", items: 4)])
      let ids = try ["a", "b", "c"].map { try columns(of: index, "/runs/\($0).jsonl") }
      let tables = try index.itemTables(of: ids)
      #expect(tables[ids[0]] != nil && tables[ids[0]] == tables[ids[1]] && tables[ids[0]] != tables[ids[2]])
    }
  }
}

extension ItemTextPart {
  fileprivate func text(_ at: Int) -> String { withText(at) { String(decoding: $0, as: UTF8.self) } }
}
