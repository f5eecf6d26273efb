import Foundation
import Runs
import Testing

@testable import Store

@Suite struct PlanLogTests {
  let folder: TemporaryFolder
  let log: PlanLog

  init() throws {
    folder = try TemporaryFolder()
    log = PlanLog(path: folder.path + "/vane-plans.jsonl")
  }

  private func plan(_ id: String, note: String? = "so") -> Plan {
    Plan(
      id: id, time: "2026-11-23T10:00:00Z", author: "kl", key: BehaviourKey("facts", variant: "direct"),
      direction: .rising, probability: 0.8, note: note, measure: .margin, delta: 0.2,
      seen: [
        Plan.Seen(family: "vane", models: ["vane-3k"], x: 4.557266528869904, mean: -0.19044224937475535),
        Plan.Seen(family: "vane", models: ["b", "a"], x: 5, mean: 1),
      ])
  }

  @Test func whatWasPlannedIsReadBackIntact() throws {
    try log.append(plan("1", note: "a \"\u{1B}[2J é\n"))
    try log.append(plan("2", note: nil))
    let (plans, problems) = try log.read()
    #expect(problems.isEmpty && plans.map(\.id) == ["1", "2"] && plans.allSatisfy(\.isIntact))
    #expect(plans[0].note == "a \"\u{1B}[2J é\n" && plans[1].note == nil)
    #expect(plans[0].key == BehaviourKey("facts", variant: "direct") && plans[0].direction == .rising)
    #expect(plans[0].probability == 0.8 && plans[0].seen.map(\.models) == [["vane-3k"], ["b", "a"]])
    #expect(abs(plans[0].seen[0].mean - -0.19044224937475535) < 1e-12)
  }

  @Test func ofManyBrokenLinesAThousandAreToldAndTheOthersCounted() throws {
    try folder.write(String(repeating: "{\n", count: 1500).utf8, to: "vane-plans.jsonl")
    try log.append(plan("1"))
    let (plans, problems) = try log.read()
    #expect(plans.map(\.id) == ["1"])
    #expect(problems.count == 1001 && problems[999].place.line == 1000)
    #expect(problems.last?.what == "500 further lines cannot be read")
  }

  @Test func aFileWithoutEndIsRefusedWithAReason() throws {
    try folder.write(String(repeating: "{}\n", count: 50_000).utf8, to: "vane-plans.jsonl")
    let file = AppendOnlyFile(path: log.path, holding: "plan")
    #expect(try file.bytes().count == 150_000)
    let error = #expect(throws: StoreProblem.self) { try file.bytes(atMost: 100_000) }
    #expect(error?.what.contains("there is no end to the plans") == true)
  }

  /// Kept is only its beginning, so that what is kept does not tell.
  @Test func aLineWithoutEndIsRefusedWithAReason() throws {
    try folder.write(repeatElement(UInt8(ascii: "x"), count: 3 << 20), to: "vane-plans.jsonl")
    let file = AppendOnlyFile(path: log.path, holding: "plan")
    #expect(try file.bytes().count == 1 << 20 + 1)
    #expect(throws: StoreProblem.self) { try file.bytes(atMost: 2 << 20) }
  }

  @Test func aHoleOfTerabytesIsNotRead() throws {
    try log.append(plan("1"))
    #expect(truncate(log.path, 4 << 40) == 0)
    let error = #expect(throws: StoreProblem.self) { try log.read() }
    #expect(error?.what.contains("there is no end to the plans") == true)
  }

  @Test func aByteChangedAnywhereIsNoticedOrUnreadable() throws {
    try log.append(plan("1"))
    let bytes = try folder.bytes(of: "vane-plans.jsonl")
    for at in bytes.indices.dropLast() {
      var changed = bytes
      changed[at] = changed[at] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
      try folder.write(changed, to: "vane-plans.jsonl")
      let (plans, problems) = try log.read()
      #expect(plans.allSatisfy { !$0.isIntact } && plans.count + problems.count == 1, "byte \(at)")
    }
  }

  @Test(arguments: [false, true])
  func aChangedCopyHidesNoPlanWhicheverComesFirst(isFirst: Bool) throws {
    try log.append(plan("1"))
    let line = String(decoding: try folder.bytes(of: "vane-plans.jsonl"), as: UTF8.self)
    let copy = line.replacing("\"probability\":0.8", with: "\"probability\":0.1").replacing("T10:", with: "T09:")
    try folder.write((isFirst ? copy + line : line + copy).utf8, to: "vane-plans.jsonl")
    let plans = try log.read().plans
    #expect(plans.count == 1 && plans.first?.isIntact == true && plans.first?.probability == 0.8)
  }

  @Test func theHashIsThatOfTheLineWithoutIt() throws {
    try log.append(plan("1"))
    let text = String(decoding: try folder.bytes(of: "vane-plans.jsonl"), as: UTF8.self)
    let hash = try #require(log.read().plans.first?.hash)
    #expect(SHA256.hexadecimal(of: text.dropLast().replacing(",\"hash\":\"\(hash)\"", with: "")) == hash)
  }

  /// NIST's examples, and lengths about the block's end against `sha256sum`.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ])
  func sha256IsSHA256(text: String, hash: String) { #expect(SHA256.hexadecimal(of: text) == hash) }

  @Test func theDataHashForgivesALastDigitAndNothingElse() {
    let seen = plan("1").seen
    var other = seen
    other[0].mean += 1e-12
    #expect(PlanLog.dataHash(of: other) == PlanLog.dataHash(of: seen))
    #expect(PlanLog.dataHash(of: seen.reversed()) == PlanLog.dataHash(of: seen))
    other[0].mean += 1e-3
    #expect(PlanLog.dataHash(of: other) != PlanLog.dataHash(of: seen))
    #expect(PlanLog.dataHash(of: Array(seen.prefix(1))) != PlanLog.dataHash(of: seen))
  }

  @Test(arguments: [
    ("\"probability\":0.8", "\"probability\":1.8"), ("rising", "up"), ("\"margin\"", "\"loudness\""),
    ("2026-11-23T10:00:00Z", "yesterday"), ("\"delta\":0.2", "\"delta\":0"), ("\"x\":5.0", "\"x\":null"),
    ("plan/1", "plan/2"), ("[\"vane-3k\"]", "3"),
  ])
  func aLineThatIsNoPlanIsAProblemWithItsPlace(from: String, to: String) throws {
    try log.append(plan("1"))
    let text = String(decoding: try folder.bytes(of: "vane-plans.jsonl"), as: UTF8.self)
    try folder.write((text + text.replacing(from, with: to)).utf8, to: "vane-plans.jsonl")
    let (plans, problems) = try log.read()
    #expect(plans.map(\.id) == ["1"])
    #expect(problems.map(\.place) == [Place(file: log.path, line: 2)])
  }
}
