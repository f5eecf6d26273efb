/// The run of a suite that the others' answers are lined up with.
///
/// It is the longest, unless some run lacks more than a tenth of its items. Then one run may be the odd one, asked more
/// items than all others or another edition of them, and would leave the others out. So it is then the run that most
/// others match: two match where at least half of the longer one's items are in both. Of equal ones that which shares
/// the most items with the others, then the longest, then the first by path.
///
/// - Cost: one pass where all runs have the same items; else about the number of answers, sixteen times at most.
struct Yardstick {
  let list: Asked
  /// For each run in the order given: where each item of the list stands in it; −1 where it is missing.
  let positions: [[Int32]]

  /// nil without runs.
  init?(among runs: [Asked]) {
    guard
      let longest = runs.indices.max(by: {
        (runs[$0].columns.count, runs[$1].run.path) < (runs[$1].columns.count, runs[$0].run.path)
      })
    else { return nil }
    let found = runs.map { Self.positions(of: runs[longest], in: $0) }
    let suits = found.allSatisfy { one in one.count { $0 < 0 } * 10 <= one.count }
    let chosen = suits ? longest : Self.mostMatched(among: runs) ?? longest
    list = runs[chosen]
    positions = chosen == longest ? found : runs.map { Self.positions(of: runs[chosen], in: $0) }
  }

  /// Where each of `list`'s items stands in `one`: same identity, and not known to be asked otherwise.
  private static func positions(of list: Asked, in one: Asked) -> [Int32] {
    var found = list.columns.positions(in: one.columns)
    for at in found.indices where found[at] >= 0 {
      if !Columns.isOneQuestion(list.content(of: at), one.content(of: Int(found[at]))) { found[at] = -1 }
    }
    return found
  }

  /// An item by a number instead of its name, and the hash of what was asked.
  private struct Entry: Hashable {
    let id: Int
    let content: UInt64
  }

  /// How well a run would do: others that match it, items shared with all others, its own.
  private struct Merit {
    var others = 0
    var shared = 0
    var items = 0
  }

  /// Lists that are tried: those that most runs have, then the longest.
  private static let mostTried = 16

  private static func mostMatched(among runs: [Asked]) -> Int? {
    var ids: [String: Int] = [:]
    let lists = runs.map { run in
      run.columns.items.enumerated().map { at, item -> Entry in
        let id = ids[item, default: ids.count]
        ids[item] = id
        return Entry(id: id, content: run.content(of: at))
      }
    }
    let byPath = runs.indices.sorted { (runs[$0].run.path, $0) < (runs[$1].run.path, $1) }
    let alike = Dictionary(grouping: byPath, by: { lists[$0] }).values
    let tried = alike.sorted { a, b in
      (b.count, lists[b[0]].count, runs[a[0]].run.path, a[0]) < (a.count, lists[a[0]].count, runs[b[0]].run.path, b[0])
    }.prefix(mostTried).map { $0[0] }
    var best: (at: Int, merit: Merit)?
    for at in tried {
      var known = [UInt64?](repeating: nil, count: ids.count)
      for entry in lists[at] { known[entry.id] = entry.content }
      var merit = Merit(items: lists[at].count)
      for other in lists.indices where other != at {
        let shared = lists[other].count { entry in
          known[entry.id].map { Columns.isOneQuestion($0, entry.content) } ?? false
        }
        if shared * 2 >= max(lists[at].count, lists[other].count) { merit.others += 1 }
        merit.shared += shared
      }
      if let kept = best {
        let (old, new) = (kept.merit, merit)
        let isBetter = (old.others, old.shared, old.items) < (new.others, new.shared, new.items)
        let isEqual = (old.others, old.shared, old.items) == (new.others, new.shared, new.items)
        guard isBetter || (isEqual && (runs[at].run.path, at) < (runs[kept.at].run.path, kept.at)) else { continue }
      }
      best = (at, merit)
    }
    return best?.at
  }
}
