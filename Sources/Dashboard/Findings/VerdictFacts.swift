internal import Canvas
internal import Runs
internal import Trends

extension Finding {
  /// The numbers behind the verdict: a short name and a value with its unit, most important first.
  var facts: [(name: String, text: String)] {
    var facts: [(name: String, text: String)] = []
    let unit =
      switch measure {
      case .margin, .nlp, .logp, .coverage: " nats"
      case .marginPerByte, .logpPerByte: " nats/byte"
      case .accuracy, .brier: ""
      }
    if let trend, slope != nil {
      facts.append(("slope", "\(trend.slopeWords(by: measure))\(unit) \(axis.per)"))
      facts.append(("95 %", trend.interval.words(by: measure)))
      if !verdict.isRefusal {
        let mark = qMark == " " ? "" : " \(qMark)"
        facts.append(("p", Decimal.p(trend.p) + (q.map { "   q \(Decimal.p($0))\(mark)" } ?? "")))
        if verdict == .turning, let turning { facts.append(("turn p", Decimal.p(turning.p))) }
      }
      facts.append(("P↗", Decimal.p(trend.pRise)))
      // Without noise any slope at all would have been seen.
      if verdict != .degenerate {
        facts.append(("MDS", "±\(trend.minimalDetectableSlope.detectable) seen 4 in 5"))
      }
      // One number per model says nothing of how many of its items rise.
      if n > 1, !isAggregateOnly {
        let (low2, high2) = (trend.shareRisingInterval.lowerBound, trend.shareRisingInterval.upperBound)
        facts.append(("items ↗", "\(percent(trend.shareRising)) % [\(percent(low2)), \(percent(high2))]"))
      }
      let used = trend.isPooled ? ", pooled \(Decimal.fixed(trend.degreesOfFreedomUsed, places: 1))" : ""
      facts.append(("df", Decimal.fixed(trend.degreesOfFreedom, places: 0) + used))
    }
    let families = families.count
    facts.append(("models", "\(points.count)" + (families > 1 ? " in \(families) families" : "")))
    let items = Decimal.count(n) + (dropped > 0 ? ", \(Decimal.count(dropped)) dropped" : "")
    facts.append(("items", isAggregateOnly ? "none stored" : items))
    if !caveats.isEmpty { facts.append(("notes", caveats.map(\.mark).joined(separator: " "))) }
    return facts
  }

  private func percent(_ share: Double) -> String { Decimal.fixed(100 * share, places: 0) }
}
