internal import Canvas
internal import Runs
internal import Trends

/// What is said of one difference: on the screen, and in what is copied.
struct CompareSentences {
  private let contents: CompareContents
  private let pair: CompareContents.Pair
  /// `A`, and `A − B`.
  private let base: String
  private let title: String

  init(_ contents: CompareContents, _ pair: CompareContents.Pair, base: String, title: String) {
    self.contents = contents
    self.pair = pair
    self.base = base
    self.title = title
  }

  var isPaired: Bool { if case .paired = pair.difference.pairing { true } else { false } }

  /// What is subtracted from what, in the form that fits.
  func pairing(columns: Int) -> String {
    switch pair.difference.pairing {
    case .paired(let n, let basis):
      let forms = [
        "paired item by item: \(Decimal.count(n)) shared items, \(basis.words); 95 % over items like these",
        "paired: \(Decimal.count(n)) shared items, \(basis.words)", "paired, \(Decimal.count(n)) items",
      ]
      return Text.first(of: forms, in: columns)
    case .unpaired(let n, let m, let why):
      let counts = "\(Decimal.count(n)) and \(Decimal.count(m)) items"
      let forms = [
        "\(why.words): unpaired, the means of \(counts) with the noise of both",
        "\(why.words): unpaired, means of \(counts)", "\(why.words): unpaired",
      ]
      return Text.first(of: forms, in: columns)
    case .refused(let why): return why.sentence
    }
  }

  /// `slope of A − B -0.43 [-0.80, -0.07] nats per decade, p .03: falling`
  func slope(columns: Int = .max) -> String {
    guard let slope = pair.testedSlope else {
      if case .refused(let why) = pair.difference.pairing { return "\(title) has no slope: \(why.words)" }
      return "\(title) has no slope: too few scales in common"
    }
    let axis = contents.rows.first?.finding.axis ?? .parameters
    let measure = contents.baseMeasure
    let (value, interval) = (slope.valueWords(by: measure), slope.interval.bracketed(by: measure))
    let verdict = pair.difference.verdict.map { ": " + $0.difference } ?? ""
    let forms = [
      "slope of \(title) \(value) \(interval) \(measure.unit) \(axis.per)\(fewerScales), "
        + "p \(Decimal.p(slope.p))\(verdict)",
      "slope \(value) \(interval) p \(Decimal.p(slope.p))\(verdict)",
      "slope \(value) \(interval)",
    ]
    return Text.first(of: forms, in: columns)
  }

  /// Where a side has scales that the other lacks: its own slope is of those too, and the two do not add up to this one.
  private var fewerScales: String {
    let shared = pair.difference.points.count
    let sides = contents.rows.filter { $0.side == pair.other || $0.side == contents.request.base }
    return sides.contains { $0.finding.points.count > shared } ? " at \(shared) scales" : ""
  }

  /// The sentence that keeps a person from reading much into a resemblance.
  func resemblance(columns: Int = .max) -> String {
    guard let found = pair.resemblance else {
      return "no rank correlation: too few scales in common, or a curve that does not vary"
    }
    let value = Decimal.signed(found.correlation, places: 2, tight: true)
    guard found.others > 0 else {
      return "rank correlation \(value) over \(found.scales) scales; no other row to hold it against"
    }
    let matching =
      "\(found.matching) of the \(found.others) others match\(found.matching == 1 ? "es" : "") \(base) as well or better"
    let news = found.isCommon ? ": weak news, " : "; "
    let forms = [
      "rank correlation \(value) over \(found.scales) scales\(news)\(matching)", "rank corr \(value)\(news)\(matching)",
      "rank corr \(value)\(found.isCommon ? ": weak" : ""), \(found.matching) of \(found.others) match \(base)",
    ]
    return Text.first(of: forms, in: columns)
  }

  /// Slope and resemblance, each in so many rows at most.
  func tail(columns: Int, rows: Int) -> [(String, Role)] {
    let role = pair.difference.verdict.map(\.role) ?? .text
    if rows == 1 {
      return [(slope(columns: columns), role), (resemblance(columns: columns), .accent)].map { text, role in
        (Text.truncated(text, to: columns), role)
      }
    }
    return Paragraph.lines(slope(), columns: columns, rows: rows).map { ($0, role) }
      + Paragraph.lines(resemblance(), columns: columns, rows: rows).map { ($0, .accent) }
  }

  /// What stands under a figure.
  var sentences: [String] {
    let slope = pair.testedSlope == nil ? [] : ["\(slope().prefix(1).uppercased())\(slope().dropFirst())."]
    let pairing = pairing(columns: .max)
    return ["\(title): \(pairing)" + (pairing.hasSuffix(".") ? "" : ".")] + slope
      + ["\(resemblance().prefix(1).uppercased())\(resemblance().dropFirst())."]
  }

  /// Everything about the difference, a line each.
  var lines: [String] {
    let measure = contents.baseMeasure
    let points = pair.difference.points.map { "\($0.rung.name) \($0.words(by: measure))" }.joined(separator: ", ")
    return ["\(title): " + pairing(columns: .max)] + (points.isEmpty ? [] : ["by model: " + points])
      + [slope(), resemblance()]
  }
}

extension CompareScreen {
  func sentences(of pair: CompareContents.Pair) -> CompareSentences {
    let base = letter(of: base)
    return CompareSentences(contents, pair, base: base, title: "\(base) − \(letter(of: pair.other))")
  }

  /// The verdicts, every difference from A, and the card.
  func words(_ around: Surroundings) -> String {
    let sides = contents.rows.map {
      "\(letter(of: $0.side)) \($0.side), \($0.finding.measure.rawValue): \($0.finding.word) \($0.finding.slopeText)"
    }
    let pairs = contents.pairs.flatMap { pair in
      sentences(of: pair).lines
    }
    return (sides + pairs + contents.card(around).lines).joined(separator: "\n")
  }
}

extension ItemPairing.Basis {
  var words: String {
    switch self {
    case .name: "by name"
    case .question: "by what was asked"
    case .identity: "by the items' own names"
    }
  }
}

extension PairedComparison.Refusal {
  /// Before a colon.
  var words: String {
    switch self {
    case .differentMeasures: "measured differently"
    case .differentItems: "no shared items"
    case .fewSharedItems(let shared, let of): "only \(Decimal.count(shared)) of \(Decimal.count(of)) items shared"
    case .differentModels: "no model in common"
    }
  }
}

extension Verdict {
  /// Of a difference: what A does beside B.
  var difference: String {
    switch self {
    case .rising: "rising"
    case .falling: "falling"
    case .flat: "flat"
    case .turning: "turning"
    case .unresolved: "open"
    case .tooFew: "few scales"
    case .tooNarrow: "narrow"
    case .degenerate: "none"
    }
  }
}

extension CompareContents {
  /// Of the base and another side, for a table on a terminal.
  public func sentences(of pair: Pair) -> [String] {
    let base = request.base.description
    let words = CompareSentences(self, pair, base: base, title: "\(base) minus \(pair.other)")
    return [words.slope(), "  " + words.pairing(columns: .max), "  " + words.resemblance()]
  }
}
