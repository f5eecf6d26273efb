// Writes into a person's file as a dashboard does, for tests that end it in the middle: `StoreProbe KIND FILE NAME
// COUNT`, where KIND is flag, lineup or plan. Each line's id is printed once the line is said to be on disk.
import Runs
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

let words = CommandLine.arguments
guard words.count == 5, let count = Int(words[4]) else { exit(2) }
let (kind, path, name) = (words[1], words[2], words[3])

func flag(_ id: String) -> Flag {
  Flag(
    id: id, time: "2026-11-23T10:00:00Z", author: name, action: .note, behaviour: "river", variant: nil,
    name: ItemName(suite: "rain", item: "412"), note: String(repeating: "n", count: id.utf8.reduce(0) { $0 &+ Int($1) })
  )
}

func play(_ id: String) -> LineupPlay {
  LineupPlay(
    id: id, time: "2026-11-23T10:00:00Z", author: name, round: "r", seed: 8812, number: 2, question: "which-jumps",
    measure: "margin", lineup: "00ff", shown: ["a", "b"], truth: 1, pick: 0, seconds: 3.5, confidence: 2)
}

func plan(_ id: String) -> Plan {
  Plan(
    id: id, time: "2026-11-23T10:00:00Z", author: name, key: BehaviourKey("facts"), direction: .rising,
    probability: 0.8, note: "so", measure: .margin, delta: 0.2,
    seen: [Plan.Seen(family: "vane", models: ["vane-3k"], x: 4.5, mean: -0.19)])
}

for at in 0..<count {
  let id = "\(name)-\(at)"
  do throws(StoreProblem) {
    switch kind {
    case "flag": try FlagLog(path: path).append(flag(id))
    case "lineup": try LineupLog(path: path).append(play(id))
    default: try PlanLog(path: path).append(plan(id))
    }
  } catch {
    print(error)
    exit(1)
  }
  let said = Array("\(id)\n".utf8)
  _ = said.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}
