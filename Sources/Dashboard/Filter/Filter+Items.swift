public import Runs
public import Trends

/// What can be said of an item in a filter.
enum ItemField: Sendable {
  case column(ItemColumn)
  case name, margin, author, reason, suspicious

  static let all: [(ItemField, Filter.Field)] =
    [(.name, .init("name", .text, "the same as id"))]
    + ItemColumn.allCases.compactMap { column in
      switch column {
      case .spark: nil
      case .text: (.column(column), .init("text", .longText, "its whole question and choices, from the log"))
      case .id, .suite: (.column(column), .init(column.rawValue, .text, column.meaning))
      case .flagged: (.column(column), .init("flagged", .number, standsAlone: true, "how many people have flagged it"))
      case .length, .first, .last, .lowest, .highest, .accuracy, .slope, .suspicion:
        (.column(column), .init(column.rawValue, .number, column.meaning))
      }
    } + [
      (.margin, .init("margin", .number, "the same as last where the margin is shown, else unknown")),
      (.author, .init("author", .text, "who flagged it")),
      (.reason, .init("reason", .text, "why: wrong-key, ambiguous, length-cue, duplicate, leaked, other")),
      (.suspicious, .init("suspicious", .text, standsAlone: true, "why it deserves a look (t), by name")),
    ]

  var need: ItemNeed? {
    switch self {
    case .column(let column): column.need
    case .suspicious: .suspicions
    case .name, .margin, .author, .reason: nil
    }
  }
}

extension Filter {
  /// What can be said of an item of a behaviour.
  public static let itemFields: [Field] = ItemField.all.map(\.1)

  /// `fields` is a list of items' own.
  fileprivate func itemField(_ at: Int) -> ItemField { ItemField.all[at].0 }

  /// Patterns that are looked for in the items' texts: one by itself is held against names and texts.
  var textPatterns: [Int] {
    parts.compactMap { part in
      switch part {
      case .name(let pattern): pattern
      case .like(let field, let pattern): fields[field].kind == .longText ? pattern : nil
      case .all, .any, .not, .number, .text, .alone: nil
      }
    }
  }

  /// What has to be known of the items before it can be told which of them are so.
  var needs: Set<ItemNeed> { Set(parts.compactMap { $0.field.flatMap { itemField($0).need } }) }
}

extension FilterTest {
  /// - Parameters:
  ///   - at: the item's place in the behaviour's order.
  ///   - text: whether the pattern at this place stands in its text.
  func holds(_ item: ItemRow, _ at: Int, _ facts: ItemAsides, measure: Measure, text: (Int) -> Bool) -> Bool {
    holds(
      name: item.name.item,
      number: { field in
        switch filter.itemField(field) {
        case .column(let column): column.number(of: item, at, facts)
        case .margin: measure == .margin ? ItemColumn.last.number(of: item, at, facts) : .nan
        case .name, .author, .reason, .suspicious: .nan
        }
      },
      words: { field in
        let flags = facts.flags[item.name]?.flags ?? []
        switch filter.itemField(field) {
        case .column(.suite): return [item.name.suite]
        case .name, .column(.id): return [item.name.item]
        case .author: return flags.map(\.author)
        case .reason: return flags.compactMap { $0.reason?.rawValue }
        case .suspicious: return facts.suspicions?[item.name]?.suspicions.map(\.reason.rawValue) ?? []
        case .column, .margin: return []
        }
      }, text: text)
  }
}

// For a list without a screen.

extension Filter {
  /// What has to be looked for in the items' texts first; nil where nothing has.
  public func request(of key: BehaviourKey, measure: Measure) -> TextsRequest? {
    let wantsLengths = needs.contains(.lengths)
    guard !textPatterns.isEmpty || wantsLengths else { return nil }
    return TextsRequest(
      key: key, measure: measure, patterns: textPatterns.map { patterns[$0] }, wantsLengths: wantsLengths)
  }

  public var needsSuspicions: Bool { needs.contains(.suspicions) }
}

extension BehaviourContents {
  /// What is known of the items beside their rows.
  public struct Known: Sendable {
    public var flags: Flags
    /// The answer to the filter's `request`.
    public var texts: TextsContents?
    public var suspects: [Suspect] = []

    public init(flags: Flags) { self.flags = flags }
  }

  /// The items that are so, in the order in which they are listed.
  public func items(where filter: Filter, known: Known) -> [ItemRow] {
    let test = FilterTest(filter)
    var asides = ItemAsides(flags: known.flags, ends: ends)
    var texts = ItemTexts()
    if let found = known.texts, found.identity == identity {
      texts.take(found)
      if found.request.wantsLengths { asides.lengths = found.lengths }
    }
    asides.suspicions = Dictionary(known.suspects.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return items.indices.filter { at in
      test.holds(items[at], at, asides, measure: measure) { texts.holds(filter.patterns[$0], at) }
    }.map { items[$0] }
  }
}
