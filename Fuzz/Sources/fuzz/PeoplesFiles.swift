import Runs
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Target {
  /// What colleagues append to, by the doors that the program uses. In memory: a disk would wait for each line.
  static let peoplesFiles: [Target] = [flags, lineups, plans]

  private static let lineWords = [
    "{\"schema\":\"vane.flag/1\"", "\"vane.lineup-play/1\"", "\"vane.plan/1\"", "\"id\":\"",
    "\"time\":\"2026-11-23T10:00:00Z\"", "\"author\":\"", "\"action\":\"flag\"", "unflag", "note", "\"behaviour\":\"",
    "\"suite\":\"", "\"item\":\"", "null", "\\u0000", "\\ud83d\\ude00", "\\\"", "}\n{", "1e999", "\"probability\":0.5",
    "\"seen\":[{\"family\":\"", "\u{FEFF}",
  ]

  private static let flags = Target(
    name: "flag-file", summary: "vane-flags.jsonl: appended by anybody, merged by git", words: lineWords,
    heap: (8 << 20, 1024),
    seeds: { path, bytes in
      made { try FlagLog(path: $0).append(flag) } + (path.contains("vane-flags") ? [lines(of: bytes, upTo: 2048)] : [])
    },
    check: { bytes in
      let log = FlagLog(path: Scratch.file(bytes))
      guard let (flags, problems) = try? log.read() else { return claim(false, "a file that is there is read") }
      hold(problems, flags.count, of: bytes, in: log.path)
      guard !flags.isEmpty else { return }
      _ = Flags(flags)
      guard let whole = try? log.readWhole().lines else { return claim(false, "a file that was read is read whole") }
      claim(whole.map(\.flag) == flags, "whole lines say what the flags say")
      let merged = whole.map { $0.text + "\n" }.joined()
      claim(merged.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) }, "whole lines are plain ASCII")
      let again = FlagLog(path: Scratch.file(Array(merged.utf8), named: "other"))
      claim((try? again.readWhole())?.lines.map(\.text) == whole.map(\.text), "what was merged merges to itself")
      let other = FlagLog(path: Scratch.file([], named: "other"))
      for flag in flags.prefix(8) { claim((try? other.append(flag)) != nil, "a flag is written") }
      claim((try? other.read())?.flags == Array(flags.prefix(8)), "what is written is read back")
      claimPlain(other.path)
    })

  private static let lineups = Target(
    name: "lineup-file", summary: "vane-lineups.jsonl", words: lineWords, heap: (8 << 20, 1024),
    seeds: { path, bytes in
      made { try LineupLog(path: $0).append(play) }
        + (path.contains("vane-lineups") ? [lines(of: bytes, upTo: 2048)] : [])
    },
    check: { bytes in
      let log = LineupLog(path: Scratch.file(bytes))
      guard let (plays, problems) = try? log.read() else { return claim(false, "a file that is there is read") }
      hold(problems, plays.count, of: bytes, in: log.path)
      for play in plays {
        claim(
          play.shown.indices.contains(play.truth) && play.shown.indices.contains(play.pick),
          "a panel that was shown was picked")
      }
      guard !plays.isEmpty else { return }
      let other = LineupLog(path: Scratch.file([], named: "other"))
      for play in plays.prefix(8) { claim((try? other.append(play)) != nil, "an answer is written") }
      claim((try? other.read())?.plays == Array(plays.prefix(8)), "what is written is read back")
      claimPlain(other.path)
    })

  private static let plans = Target(
    name: "plan-file", summary: "vane-plans.jsonl", words: lineWords, heap: (8 << 20, 1024),
    seeds: { path, bytes in
      made { try PlanLog(path: $0).append(plan) } + (path.contains("vane-plans") ? [lines(of: bytes, upTo: 2048)] : [])
    },
    check: { bytes in
      let log = PlanLog(path: Scratch.file(bytes))
      guard let (plans, problems) = try? log.read() else { return claim(false, "a file that is there is read") }
      hold(problems, plans.count, of: bytes, in: log.path)
      for plan in plans {
        claim((0...1).contains(plan.probability) && plan.delta > 0 && plan.moment != nil, "a plan says something")
      }
      guard let plan = plans.first else { return }
      let other = PlanLog(path: Scratch.file([], named: "other"))
      claim((try? other.append(plan)) != nil, "a plan is written")
      let again = (try? other.read())?.plans ?? []
      claim(again.count == 1 && again[0].isIntact, "what is sealed is intact when it is read back")
      claim(again == [PlanLog.sealed(intact(plan))], "and says the same")
      claimPlain(other.path)
    })

  private static func intact(_ plan: Plan) -> Plan {
    var plan = plan
    plan.isIntact = true
    return plan
  }

  private static func claimPlain(_ path: String) {
    claim(Scratch.bytes(of: path).allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) }, "in plain ASCII")
  }

  private static func hold(_ problems: [Problem], _ entries: Int, of bytes: [UInt8], in file: String) {
    // A flag whose reason nobody knows counts, and is told.
    let lost = problems.count { !$0.what.hasPrefix("no reason is called") }
    claim(entries + lost <= bytes.count { $0 == 0x0A } + 1, "no more entries than lines")
    let placed = problems.count { ($0.place.line ?? 0) > 0 }
    claim(placed == problems.count || placed == 1000, "a line that cannot be read has its place, up to the thousandth")
    claim(problems.count - placed <= 1, "the others are counted at once")
    for problem in problems {
      claim(problem.place.file == file && !problem.what.isEmpty && !problem.action.isEmpty, "and says what is wrong")
    }
  }

  // MARK: Lines to begin with

  private static let flag = Flag(
    id: "01JD", time: "2026-11-23T10:00:00Z", author: "kl", action: .flag, behaviour: "facts", variant: "direct",
    name: ItemName(suite: "facts", item: "facts-001"), reason: .wrongKey, note: "é \"q\"", contentHash: "ab")

  private static let play = LineupPlay(
    id: "01JD", time: "2026-11-23T10:00:00Z", author: "kl", round: "r", seed: 7, number: 1, question: "which-jumps",
    measure: "margin", lineup: "x", shown: ["a", "b"], truth: 0, pick: 1, seconds: 3.5)

  private static let plan = Plan(
    id: "01JD", time: "2026-11-23T10:00:00Z", author: "kl", key: BehaviourKey("facts", variant: "direct"),
    direction: .rising, probability: 0.8, measure: .margin, delta: 0.2,
    seen: [Plan.Seen(family: "vane", models: ["vane-37k"], x: 4.57, mean: -0.25)])

  private static func made(_ append: (String) throws -> Void) -> [[UInt8]] {
    let path = Scratch.file([], named: "seed")
    try? append(path)
    let one = Scratch.bytes(of: path)
    return [one, one + one]
  }
}

/// Files that never reach a disk.
enum Scratch {
  private static let folder: String = {
    let path = "/dev/shm/vane-fuzz-\(getpid())"
    mkdir(path, 0o700)
    // In memory, so that they would stay there; libFuzzer ends with `exit` unless something was found.
    atexit { Scratch.clear() }
    return path
  }()

  static func file(_ bytes: [UInt8], named name: String = "file") -> String {
    let path = "\(folder)/\(name)"
    unlink(path)
    guard let file = fopen(path, "w") else { return path }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
    return path
  }

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return Array(bytes.prefix(fread(&bytes, 1, bytes.count, file)))
  }

  private static func clear() {
    for name in ["file", "other", "seed"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
}
