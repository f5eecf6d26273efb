// What the statistics alone cost: 1,000 behaviours of 200 items on 10 models, everything that a finding holds.
// The last argument is the folder that keeps the table.
import Dispatch
import Glibc
import Runs
import Synchronization
import Trends

let (behaviours, items, models, rounds) = (1000, 200, 10, 5)
let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))

var maker = MadeLadders(items: items, models: models, seed: 20_261_123)
let ladders = (0..<behaviours).map { maker.next($0) }

/// As `vane trends` does it: pooled noise, verdicts, turning, jaggedness, q; then the orders of the scales.
var (findings, orders) = (Stopwatch(), Stopwatch())
var verdicts: [String: Int] = [:]
for _ in 0..<rounds {
  var made = findings.time { Finding.all(of: ladders, under: Rules()) }
  let tests = orders.time {
    let tests = Mutex([PermutationTest?](repeating: nil, count: ladders.count))
    DispatchQueue.concurrentPerform(iterations: ladders.count) { at in
      let test = PermutationTest(of: ladders[at])
      tests.withLock { $0[at] = test }
    }
    return tests.withLock { $0 }
  }
  for (at, test) in tests.enumerated() { if let test { made[at].include(test) } }
  verdicts = made.reduce(into: [:]) { $0[$1.verdict.rawValue, default: 0] += 1 }
}

let everything = findings + orders
let rows = [("findings", findings), ("orders", orders), ("everything", everything)].map { name, watch in
  [
    name, String(behaviours), String(items), String(models),
    fixed(Stopwatch.middle(watch.wall)), fixed(watch.wall.min() ?? .nan),
    fixed(Stopwatch.middle(watch.processor)), fixed(watch.processor.min() ?? .nan),
  ]
}
let header = [
  "part", "behaviours", "items", "models", "wall_s", "least_wall_s", "cpu_s", "least_cpu_s",
]
for row in [header] + rows { print(row.map(padded).joined(separator: " ")) }
print(verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
if CommandLine.arguments.count > 1 {
  Kept(rows: rows, header: header, cores: cores).write(CommandLine.arguments[1] + "/engine.csv")
}

/// Three places.
func fixed(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let rest = String(thousandths % 1000)
  return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
}

func padded(_ text: String) -> String { text + String(repeating: " ", count: max(0, 12 - text.count)) }
