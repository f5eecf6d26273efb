/// What people have said about one item, all lines taken together.
public struct FlagState: Sendable, Equatable {
  /// The last word of each author who flagged it and has not taken it back.
  public var flags: [Flag] = []
  /// In the order of time.
  public var notes: [Flag] = []

  public init() {}

  public var isFlagged: Bool { !flags.isEmpty }

  /// The state of every item: its lines in the order of time, ties by id, each id once. So files merge by being put
  /// one behind the other, in any order. Taking a flag back takes back everybody's: a flag is on the item.
  public static func fold(_ lines: [Flag]) -> [ItemName: FlagState] {
    var seen: Set<String> = []
    var states: [ItemName: FlagState] = [:]
    for line in inOrder(lines) where seen.insert(line.id).inserted {
      switch line.action {
      case .flag:
        states[line.name, default: FlagState()].flags.removeAll { $0.author == line.author }
        states[line.name, default: FlagState()].flags.append(line)
      case .unflag: states[line.name]?.flags = []
      case .note: states[line.name, default: FlagState()].notes.append(line)
      }
    }
    return states.filter { $0.value != FlagState() }
  }

  /// By time, whatever zone it is written in, ties by id. A time that is none comes last, for it was hardly the first.
  private static func inOrder(_ lines: [Flag]) -> [Flag] {
    let times = lines.map { $0.moment ?? .infinity }
    return lines.indices.sorted { a, b in
      times[a] == times[b] ? tie(lines[a]) < tie(lines[b]) : times[a] < times[b]
    }.map { lines[$0] }
  }

  /// Two lines of one id should be the same line; where a hand has changed one of them, the order is still the same.
  private static func tie(_ line: Flag) -> (String, String, String, String, String) {
    (line.id, line.time, line.author, line.action.rawValue, line.note ?? "")
  }
}
