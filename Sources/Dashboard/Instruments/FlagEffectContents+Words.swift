internal import Canvas
internal import Runs
public import Trends

/// The same words on the screen and in the command's table.
extension FlagEffectContents {
  public static let warning =
    "Leaving items out after looking at them can make any curve smooth: what all items say stands, and the second column "
    + "shows only how much hangs on the few."

  public var lines: [Line] {
    let (all, without) = (effect.all, effect.without)
    func line(_ name: String, _ text: (Finding) -> String) -> Line {
      Line(name: name, all: text(all), without: without.map(text) ?? "nothing left")
    }
    return [
      line("verdict") { $0.word },
      line("slope") { $0.trend?.slopeWords(by: $0.measure) ?? "·" },
      line("95 % CI") { $0.trend?.interval.words(by: $0.measure) ?? "·" },
      line("p") { $0.trend.map { Decimal.p($0.p) } ?? "·" },
      line("P↗") { $0.trend.map { Decimal.p($0.pRise) } ?? "·" },
      // Where no alternatives are stored it is not the measure that was asked for.
      line("\(all.measure.rawValue) at \(Self.largest(of: all)?.rung.name ?? "the largest scale")") {
        Self.largest(of: $0)?.words(by: $0.measure) ?? "·"
      },
      line("items N") { Decimal.count($0.n) },
    ]
  }

  /// The point of the largest scale.
  public static func largest(of finding: Finding) -> Finding.Point? {
    finding.points.filter { !$0.mean.isNaN }.max { $0.rung.x < $1.rung.x }
  }

  /// Whether the verdict hangs on the items that were left out.
  public var change: String {
    guard let without = effect.without else { return "Without the \(what) nothing is left." }
    let answered = "among the items that every model answered"
    if effect.left.isEmpty { return "None of the \(what(request.items.count)) is \(answered)." }
    let verdict =
      effect.all.verdict == without.verdict && effect.all.word == without.word
      ? "The verdict stays \(without.word) without \(what)."
      : "The verdict is \(effect.all.word) with \(what) and \(without.word) without."
    let missing = request.items.count - effect.left.count
    if missing <= 0 { return verdict }
    return "\(verdict) Of the \(what(request.items.count)) \(Decimal.count(missing)) "
      + "\(missing == 1 ? "is" : "are") not \(answered)."
  }

  /// Whether what was left out leans to one side, with its test.
  public var leaning: String {
    guard let lean = effect.lean else {
      return "Whether the \(what) lean to one side cannot be told: no direction, or no slope of theirs."
    }
    let share = "\(Decimal.fixed(100 * lean.share, places: 0)) %"
    let counts =
      lean.hurting + lean.helping == 1 && effect.left.count == 1
      ? "The one \(request.why.rawValue) item "
        + (lean.hurting == 1 ? "hurts the trend (its own line goes against it)" : "helps the trend")
        + "; of all items \(share) go against it"
      : "Of the \(what) \(Decimal.count(lean.hurting)) hurt the trend (their own line goes against it) and "
        + "\(Decimal.count(lean.helping)) help it; of all items \(share) go against it"
    let test = "p \(Decimal.p(lean.p)), exact binomial test, two-sided"
    let isMore = Double(lean.hurting) > lean.share * Double(lean.hurting + lean.helping)
    let sense =
      lean.p > effect.all.rules.alpha
      ? "no sign that they lean to one side"
      : isMore
        ? "they lean against the trend, so leaving them out favours it"
        : "they lean with the trend, so leaving them out weakens it"
    return "\(counts) (\(test)): \(sense)."
  }

  /// `3 flagged items`: those that the numbers know.
  public var what: String { what(effect.left.count) }

  private func what(_ count: Int) -> String {
    "\(Decimal.count(count)) \(request.why.rawValue) item\(count == 1 ? "" : "s")"
  }
}
