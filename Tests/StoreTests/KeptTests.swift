import Foundation
import GRDB
import Runs
import Testing

@testable import Store

/// Answers that the index keeps: back as they were, or not at all.
struct KeptTests {
  private struct Answer: Packable, Equatable {
    var flag = true
    var size = -Double.infinity
    var text = "wörter\u{1B}[31m"
    var missing: String?
    var place: Sourced? = Sourced(0.1, .table)
    var numbers = [1, .infinity, -0.0]
    var names: [String?] = [nil, "", "a"]
    var sizes = [BehaviourKey("a", variant: "b"): "1", BehaviourKey("c"): "2"]

    static var blank: Answer { Answer(flag: false, size: 0, text: "", place: nil, numbers: [], names: [], sizes: [:]) }

    mutating func pack(by packing: inout some Packing) throws {
      try packing.bits(&flag)
      try packing.bits(&size)
      try packing.text(&text)
      try packing.optional(&missing)
      try packing.bits(&place)
      try packing.bits(&numbers)
      try packing.values(&names)
      try packing.value(&sizes)
    }
  }

  private let folder = FileManager.default.temporaryDirectory.appending(path: "vane-kept-\(UUID().uuidString)").path

  private func withIndex(_ body: (RunIndex) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(RunIndex(directory: folder))
  }

  @Test func anAnswerComesBackAsItWasAlsoInTheNextProgram() throws {
    try withIndex { index in
      index.keep(Answer(), for: "rows of ~/runs", from: 7)
      #expect(index.kept(Answer.self, for: "rows of ~/runs", from: 7) == Answer())
      let again = try RunIndex(directory: folder)
      #expect(again.kept(Answer.self, for: "rows of ~/runs", from: 7) == Answer())
    }
  }

  @Test func anAnswerToAnotherQuestionOrFromOtherFilesIsNoAnswer() throws {
    try withIndex { index in
      index.keep(Answer(), for: "rows", from: 7)
      #expect(index.kept(Answer.self, for: "rows", from: 8) == nil)
      #expect(index.kept(Answer.self, for: "marks", from: 7) == nil)
      #expect(index.kept(String.self, for: "rows", from: 7) == nil)
    }
  }

  @Test func theNewerAnswerTakesTheOldersPlace() throws {
    try withIndex { index in
      index.keep("old", for: "rows", from: 7)
      index.keep("new", for: "rows", from: 8)
      #expect(index.kept(String.self, for: "rows", from: 7) == nil)
      #expect(index.kept(String.self, for: "rows", from: 8) == "new")
    }
  }

  @Test func onlyTheNewestAnswersStay() throws {
    try withIndex { index in
      for number in 0..<100 { index.keep("\(number)", for: "question \(number)", from: 1) }
      let kept = (0..<100).filter { index.kept(String.self, for: "question \($0)", from: 1) != nil }
      #expect(kept == Array(36..<100))
    }
  }

  @Test(arguments: 0..<8) func aFlippedBitLosesTheAnswerAndChangesNone(bit: Int) throws {
    try withIndex { index in
      index.keep(Answer(), for: "rows", from: 7)
      let kept = try index.reading { try Data.fetchOne($0, sql: "SELECT packed FROM kept") }
      let packed = try #require(kept)
      for at in packed.indices {
        var damaged = packed
        damaged[at] ^= 1 << bit
        try index.writing { try $0.execute(sql: "UPDATE kept SET packed = ?", arguments: [damaged]) }
        #expect(index.kept(Answer.self, for: "rows", from: 7) == nil, "byte \(at)")
      }
      for end in packed.indices {
        let cut = packed.prefix(end)
        try index.writing { try $0.execute(sql: "UPDATE kept SET packed = ?", arguments: [cut]) }
        #expect(index.kept(Answer.self, for: "rows", from: 7) == nil, "cut at \(end)")
      }
    }
  }

  @Test func theSameFilesGiveTheSameInputsAndAnyChangeOthers() {
    let file = IndexedFile(
      stamp: FileStamp(path: "/a", size: 1, modified: 2), format: "x",
      heads: [ColumnsHead(id: 5, task: "t", filter: nil, kind: .choices, count: 3)])
    var grown = file
    grown.stamp.size = 2
    var touched = file
    touched.stamp.modified = 3
    var readAnew = file
    readAnew.heads[0].id = 6
    var moved = file
    moved.stamp.path = "/b"
    #expect(RunIndex.inputs([file]) == RunIndex.inputs([file]))
    let all = [[file], [grown], [touched], [readAnew], [moved], [], [file, moved], [moved, file]].map(RunIndex.inputs)
    #expect(Set(all).count == all.count)
  }
}
