import Foundation
import Runs
import Store
import Testing

@Suite struct LineupLogTests {
  let folder: TemporaryFolder
  let log: LineupLog

  init() throws {
    folder = try TemporaryFolder()
    log = LineupLog(path: folder.path + "/vane-lineups.jsonl")
  }

  private func play(_ id: String, time: String = "2026-11-23T10:00:00Z") -> LineupPlay {
    LineupPlay(
      id: id, time: time, author: "kl", round: "r", seed: 8812, number: 2, question: "which-jumps", measure: "margin",
      lineup: "00ff", shown: ["a \u{1B}[2J\"é", "b"], truth: 1, pick: 0, seconds: 3.5, confidence: 2)
  }

  @Test func whatWasPickedIsReadBack() throws {
    var bare = play("2")
    (bare.seconds, bare.confidence, bare.isMatched) = (nil, nil, false)
    for play in [play("1"), bare] { try log.append(play) }
    let (plays, problems) = try log.read()
    #expect(plays == [play("1"), bare] && problems.isEmpty)
    #expect(plays.allSatisfy { !$0.isHit })
  }

  /// What was drawn from a seed cannot be drawn from its neighbour.
  @Test(arguments: [9_007_199_254_740_993, UInt64(Int.max), 0])
  func aSeedIsReadBackToItsLastDigit(seed: UInt64) throws {
    var long = play("1")
    long.seed = seed
    try log.append(long)
    let (plays, problems) = try log.read()
    #expect(plays.map(\.seed) == [seed] && problems.isEmpty)
  }

  @Test func aLineIsAsDocumented() throws {
    var plain = play("1")
    plain.shown = ["a", "b"]
    try log.append(plain)
    #expect(
      String(decoding: try folder.bytes(of: "vane-lineups.jsonl"), as: UTF8.self) == """
        {"schema":"vane.lineup-play/1","id":"1","time":"2026-11-23T10:00:00Z","author":"kl","round":"r","seed":8812,\
        "number":2,"question":"which-jumps","measure":"margin","lineup":"00ff","shown":["a","b"],"truth":1,"pick":0,\
        "seconds":3.5,"confidence":2,"matched":true}

        """)
  }

  @Test func filesMergeByBeingPutOneBehindTheOther() throws {
    for play in [play("2", time: "2026-11-23T11:00:00Z"), play("1")] { try log.append(play) }
    let once = try folder.bytes(of: "vane-lineups.jsonl")
    try folder.write(once + once, to: "vane-lineups.jsonl")
    #expect(try log.read().plays.map(\.id) == ["1", "2"])
  }

  /// Of answers to the same line-up the first counts, whatever zone its time is written in.
  @Test func answersAreInTheOrderOfTheirMoments() throws {
    for play in [play("1"), play("2", time: "2026-11-23T10:30:00+01:00")] { try log.append(play) }
    #expect(try log.read().plays.map(\.id) == ["2", "1"])
  }

  /// A laptop whose clock was wrong, or somebody with `touch`.
  @Test func aFileOfAnotherCenturyHasAStampAsWell() throws {
    try log.append(play("1"))
    for year in [2300, 1675] {
      var times = [timespec(), timespec()]
      for at in times.indices { times[at].tv_sec = (year - 1970) * 31_556_952 }
      #expect(utimensat(AT_FDCWD, log.path, times, 0) == 0)
      #expect(log.stamps.map { $0?.path } == [log.path])
    }
    #expect(try log.read().plays.map(\.id) == ["1"])
  }

  @Test func aLineTornAnywhereCostsOnlyItself() throws {
    try log.append(play("1"))
    let first = try folder.bytes(of: "vane-lineups.jsonl")
    for cut in stride(from: 1, to: first.count - 1, by: 7) {
      try folder.write(first + first[..<cut], to: "vane-lineups.jsonl")
      try log.append(play("3"))
      let (plays, problems) = try log.read()
      #expect(plays.map(\.id) == ["1", "3"] && problems.map(\.place.line) == [2], "torn after \(cut) bytes")
    }
  }

  @Test(arguments: [
    ("\"pick\":0", "\"pick\":2"), ("\"truth\":1", "\"truth\":-1"), ("\"pick\":0", "\"pick\":0.5"),
    ("\"pick\":0", "\"pick\":\"0\""), ("play/1", "play/9"), ("\"seed\":8812", "\"seed\":null"),
    ("\"number\":2", "\"number\":1e300"), ("2026-11-23T10:00:00Z", "yesterday"),
    ("2026-11-23T10:00", "9999-12-31T23:59"),
    ("2026-11-23T10", "2026-13-23T10"),
  ])
  func aLineThatCannotBeCountedIsAProblemWithItsPlace(from: String, to: String) throws {
    try log.append(play("1"))
    let text = String(decoding: try folder.bytes(of: "vane-lineups.jsonl"), as: UTF8.self)
    try folder.write((text + text.replacing(from, with: to)).utf8, to: "vane-lineups.jsonl")
    let (plays, problems) = try log.read()
    #expect(plays.map(\.id) == ["1"])
    #expect(problems.map(\.place) == [Place(file: log.path, line: 2)])
  }

  @Test func itStandsBesideTheRunsAndNeverInTheFlagsPlace() throws {
    #expect(LineupLog.places(for: folder.path, state: "/state").path == folder.path + "/vane-lineups.jsonl")
    let away = LineupLog.places(for: "/not/there", state: "/state").path
    #expect(away.hasPrefix("/state/") && away != FlagLog.places(for: "/not/there", state: "/state").path)
  }
}
