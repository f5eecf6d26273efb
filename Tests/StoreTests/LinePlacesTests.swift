import Foundation
import Runs
import Testing

@testable import Store

/// Lines on runs whose folder may not be written: what stands beside the runs is read, what is said goes to a place of
/// one's own, and both count, whichever was written when.
@Suite struct LinePlacesTests {
  private let folder: TemporaryFolder
  private var runs: String { folder.path + "/runs" }
  private var state: String { folder.path + "/state" }

  init() throws {
    folder = try TemporaryFolder()
    for name in ["runs", "state"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: false)
    }
  }

  private func flag(_ id: String, _ action: Flag.Action = .flag, author: String = "kl") -> Flag {
    Flag(
      id: id, time: "2026-11-23T10:00:00Z", author: author, action: action, behaviour: "river", variant: nil,
      name: ItemName(suite: "rain", item: "412"))
  }

  private var places: LinePlaces { FlagLog.places(for: runs, state: state) }

  /// Of the file that lines go to while nothing may be written beside the runs.
  private var away: String { places.all.first { $0.hasPrefix(state) } ?? "" }

  @Test func byALinkTheSameFileIsReadAndWhatWasSaidUnderTheLinksName() throws {
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: runs)
    let byLink = FlagLog.places(for: link, state: state)
    try #require(byLink.all.count == 3)
    try FlagLog(path: away).append(flag("1"))
    try FlagLog(path: byLink.all[2]).append(flag("2"))
    #expect(byLink.all[1] == away)
    #expect(try FlagLog(byLink).read().flags.map(\.id) == ["1", "2"])
  }

  @Test func aLongPathAndAStateThatIsNoFolderAreNoProblem() throws {
    let deep = runs + String(repeating: "/" + String(repeating: "n", count: 60), count: 5)
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    let places = FlagLog.places(for: deep, state: state)
    try FlagLog(places).append(flag("1"))
    try FlagLog(path: places.all[1]).append(flag("2"))
    let (flags, problems) = try FlagLog(places).read()
    #expect(flags.map(\.id) == ["1", "2"] && problems.isEmpty)
    #expect(places.all[1] != FlagLog.places(for: deep + "n", state: state).all[1])
    #expect(try FlagLog(FlagLog.places(for: deep, state: "/dev/null/vane")).read().problems.isEmpty)
  }

  @Test func foldersWhosePathsDifferInASignOnlyShareNoFile() throws {
    let paths = ["/a/b%c", "/a/b/c", "/a%b/c", "/a%b%c"]
    let long = String(repeating: "n", count: 200)
    let all = (paths + paths.map { "\($0)/\(long)/\(long)" }).flatMap { folder in
      FlagLog.places(for: folder, state: state).all.dropFirst()
    }
    #expect(all.count == 8 && Set(all).count == 8, "\(all)")
    #expect(all.contains(state + "/a%b%c.jsonl"), "as the files of earlier versions are called")
    #expect(all.allSatisfy { FolderName.last($0).utf8.count <= 255 })
  }

  @Test func whatWasSaidElsewhereCountsOnceTheFolderMayBeWritten() throws {
    try FlagLog(path: runs + "/vane-flags.jsonl").append([flag("1", author: "mo"), flag("2")])
    // She said one of them here as well, as whoever copies her own file back does.
    try FlagLog(path: away).append([flag("2"), flag("3", .unflag)])
    let log = FlagLog(places)
    #expect(log.path == runs + "/vane-flags.jsonl" && log.places.sealed == nil)
    let (lines, problems) = try log.readWhole()
    #expect(problems.isEmpty)
    #expect(lines.map(\.flag.id) == ["1", "2", "2", "3"])
    #expect(lines.map(\.place.file) == [log.path, log.path, away, away] && lines.map(\.place.line) == [1, 2, 1, 2])
    #expect(Flags(lines.map(\.flag)) == Flags([flag("1", author: "mo"), flag("2"), flag("3", .unflag)]))
  }

  @Test func plansAndRoundsAreReadFromBothPlacesEachOnce() throws {
    let play = LineupPlay(
      id: "1", time: "2026-11-23T10:00:00Z", author: "kl", round: "r", seed: 8812, number: 2, question: "which-jumps",
      measure: "margin", lineup: "00ff", shown: ["a", "b"], truth: 1, pick: 0, seconds: 3.5, confidence: 2)
    var other = play
    other.id = "2"
    let rounds = LineupLog.places(for: runs, state: state)
    try LineupLog(path: rounds.all[0]).append(play)
    for play in [play, other] { try LineupLog(path: rounds.all[1]).append(play) }
    #expect(try LineupLog(rounds).read().plays.map(\.id) == ["1", "2"])

    let plan = Plan(
      id: "1", time: "2026-11-23T10:00:00Z", author: "kl", key: BehaviourKey("facts"), direction: .rising,
      probability: 0.8, note: "so", measure: .margin, delta: 0.2,
      seen: [Plan.Seen(family: "vane", models: ["vane-3k"], x: 4.5, mean: -0.19)])
    let plans = PlanLog.places(for: runs, state: state)
    for path in plans.all { try PlanLog(path: path).append(plan) }
    #expect(try PlanLog(plans).read().plans.map(\.id) == ["1"])
  }

  @Test(.enabled(if: TemporaryMount.isPossible, "mounting wants root"))
  func besideRunsThatMayOnlyBeReadEverybodysLinesAreReadAndNewOnesGoElsewhere() throws {
    let disk = try TemporaryMount(kibibytes: 32)
    let beside = disk.path + "/vane-flags.jsonl"
    try FlagLog(path: beside).append(flag("1", author: "mo"))
    try disk.makeReadOnly()
    let log = FlagLog(FlagLog.places(for: disk.path, state: state))
    #expect(log.places.sealed == beside && log.places.shown == beside && log.path.hasPrefix(state))
    #expect(try log.read().flags.map(\.id) == ["1"])
    try log.append(flag("2"))
    #expect(try log.read().flags.map(\.id) == ["1", "2"])
  }

  /// A colleague's that may not be read, or a folder of that name.
  @Test func aFileThatCannotBeReadIsToldAndHidesNoOther() throws {
    try FileManager.default.createDirectory(atPath: away, withIntermediateDirectories: false)
    let log = FlagLog(places)
    try log.append(flag("1"))
    let (flags, problems) = try log.read()
    #expect(flags.map(\.id) == ["1"] && problems.map(\.place.file) == [away])
    var tail = log.tail
    #expect(try look(&tail).ids == ["1"])
  }

  @Test func whereOneFileIsReadAnewTheOthersLinesComeAgain() throws {
    let log = FlagLog(places)
    try log.append(flag("1"))
    var tail = log.tail
    #expect(try look(&tail) == News(isAnew: true, ids: ["1"]))
    try FlagLog(path: away).append(flag("8"))
    #expect(try look(&tail) == News(isAnew: true, ids: ["1", "8"]))
    try log.append(flag("2"))
    #expect(try look(&tail) == News(ids: ["2"]))
    try FlagLog(path: away).append(flag("9"))
    #expect(try look(&tail) == News(ids: ["9"]))
    // As git brings a colleague's: another file of that name.
    try FileManager.default.removeItem(atPath: log.path)
    try log.append([flag("1"), flag("3")])
    #expect(try look(&tail) == News(isAnew: true, ids: ["1", "3", "8", "9"]))
    #expect(try look(&tail) == News())
  }

  @Test func ofSeveralFoldersEachOnesLinesAreReadAndNewOnesGoToTheFirst() throws {
    let other = folder.path + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
    let second = FlagLog.places(for: other, state: state)
    try FlagLog(second).append(flag("1", author: "mo"))
    let log = FlagLog(places.reading([second, places]))
    try log.append(flag("2"))
    #expect(log.path == places.path)
    #expect(try log.read().flags.map(\.id) == ["2", "1"])
  }

  @Test func aStateFolderInWhichNoFileCanStandIsNotLookedAt() {
    #expect(FlagLog.places(for: runs, state: "/dev/null/vane").all == [runs + "/vane-flags.jsonl"])
  }
}
