internal import Canvas
internal import Runs

// What each screen gives: what it shows, by the command that prints the same. The board adds the screen's own picture.

extension TakeAway {
  /// Several forms of one answer.
  ///
  /// - Parameter command: as in `plan check`.
  fileprivate static func answer(
    _ command: String, _ arguments: [String], named name: String, by measure: Measure, as all: [TakeAway],
    isFiltered: Bool = false
  ) -> [Offer] {
    all.map { what in
      let form = what == .table ? "csv" : what == .report ? "markdown" : what.rawValue
      return Offer(
        what: what, command: command.split(separator: " ").map(String.init),
        arguments: arguments + (what == .figure ? [] : ["--format", form]), measure: measure, name: name,
        isFiltered: isFiltered)
    }
  }

  /// Rows of `vane` for an instrument: no picture of its own.
  fileprivate static let forms: [TakeAway] = [.table, .json, .report]
}

extension OverviewScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    let measure = around.overview.measure
    let wanted = around.listing.filter.map { TakeAway.option("--where", $0.text) } ?? []
    let figure =
      subject(around).map {
        TakeAway.answer(
          "plot", TakeAway.option("--behaviour", $0.argument), named: "figure \($0)", by: measure, as: [.figure])
      } ?? []
    return figure
      + TakeAway.answer("trends", wanted, named: "trends", by: measure, as: [.table, .json], isFiltered: true)
      + [.init(what: .report, command: ["report"], arguments: [], measure: measure, name: "report")]
  }
}

extension PanelsScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    let measure = around.overview.measure
    let axis = sharesScale ? [] : ["--own-y"]
    let wanted = around.listing.filter.map { TakeAway.option("--where", $0.text) } ?? []
    return TakeAway.answer(
      "plot", ["--all"] + axis + wanted, named: "figure all", by: measure, as: [.figure], isFiltered: true)
      + TakeAway.answer("trends", wanted, named: "trends", by: measure, as: [.table, .json], isFiltered: true)
      + [.init(what: .report, command: ["report"], arguments: [], measure: measure, name: "report")]
  }
}

extension BehaviourScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    let (key, measure) = (contents.row.key, contents.measure)
    let behaviour = TakeAway.option("--behaviour", key.argument)
    let chosen =
      (list.suite.map { TakeAway.option("--suite", $0) } ?? [])
      + (list.filter.map { TakeAway.option("--where", $0.text) } ?? [])
      + marked.sorted().flatMap { TakeAway.option("--mark", "\($0.suite)/\($0.item)") }
    return TakeAway.answer("plot", behaviour, named: "figure \(key)", by: measure, as: [.figure])
      + TakeAway.answer("items", behaviour + chosen, named: "items \(key)", by: measure, as: [.table])
      + TakeAway.answer("trends", behaviour, named: "\(key)", by: measure, as: [.json])
      + TakeAway.answer("items", behaviour + chosen, named: "items \(key)", by: measure, as: [.report])
  }
}

extension ItemScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    TakeAway.answer(
      "item",
      TakeAway.option("--behaviour", contents.key.argument) + TakeAway.option("--suite", contents.name.suite)
        + TakeAway.option("--item", contents.name.item),
      named: "item \(contents.key) \(contents.name.item)", by: around.overview.measure, as: [.table, .json, .report])
  }
}

extension CompareScreen {
  /// The base first, since a command subtracts from the first.
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    let sides = [base] + contents.rows.map(\.side).filter { $0 != base }
    guard sides.count > 1 else { return [] }
    let overlaid = sides.filter(overlaidSides.contains)
    let drawn: (sides: [CompareSide], options: [String]) =
      switch shape {
      case .panels: (sides, sharesScale ? [] : ["--own-y"])
      // A command compares two at least, and its figure says which of them it does not draw.
      case .overlay: (overlaid.count > 1 ? overlaid : Array(sides.prefix(2)), ["--overlay"])
      case .difference: ([base] + (other.map { [$0.other] } ?? []), ["--difference"])
      }
    return TakeAway.answer(
      "plot", drawn.sides.flatMap { TakeAway.option("--compare", $0.argument(around)) } + drawn.options,
      named: "compare", by: contents.measure, as: [.figure])
      + TakeAway.answer(
        "compare", sides.flatMap { TakeAway.option("--of", $0.argument(around)) }, named: "compare",
        by: contents.measure, as: TakeAway.forms)
  }
}

extension CompareSide {
  /// As a command takes it: `facts:direct/vane_facts`. `facts` alone would mean every variant.
  fileprivate func argument(_ around: Surroundings) -> String {
    let variants = around.overview.rows.count { $0.key.behaviour == key.behaviour }
    let name = key.variant == nil && variants > 1 ? "\(key.behaviour):" : key.argument
    return suite.map { "\(name)/\($0)" } ?? name
  }
}

extension ModelsScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    guard let pair = differences?.rows.first?.pair, differences?.pair == self.pair else { return [] }
    return TakeAway.answer(
      "compare", pair.arguments, named: "models \(pair.a) \(pair.b)", by: measure(around), as: TakeAway.forms)
  }
}

extension ModelItemsScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    guard let pair = contents.difference?.pair else { return [] }
    return TakeAway.answer(
      "compare",
      TakeAway.option("--of", CompareSide(contents.key).argument(around)) + pair.arguments + ["--level", "item"],
      named: "models \(contents.key) \(pair.a) \(pair.b)", by: contents.measure, as: TakeAway.forms)
  }
}

extension ModelPair {
  fileprivate var arguments: [String] { TakeAway.option("--model", a) + TakeAway.option("--model", b) }
}

extension MatrixScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    let measure = around.overview.measure
    return TakeAway.answer(
      "plot", TakeAway.option("--matrix", behaviour), named: "matrix \(behaviour)", by: measure, as: [.figure])
      + TakeAway.answer(
        "elicitation", TakeAway.option("--behaviour", behaviour), named: "elicitation \(behaviour)", by: measure,
        as: TakeAway.forms)
  }
}

extension ChangedScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    guard case .instrument(.changed(let pair, let measure))? = question else { return [] }
    return TakeAway.answer(
      "elicitation",
      TakeAway.option("--behaviour", pair.behaviour) + TakeAway.option("--base", pair.base ?? "")
        + TakeAway.option("--changed", pair.other ?? "") + TakeAway.option("--at", pair.model),
      named: "changed \(pair.behaviour) \(pair.other ?? "")", by: measure, as: TakeAway.forms)
  }
}

/// The instruments are their commands' answers.
extension Screen {
  func answer(_ command: String, of key: BehaviourKey?, _ around: Surroundings) -> [TakeAway.Offer] {
    TakeAway.answer(
      command, key.map { TakeAway.option("--behaviour", $0.argument) } ?? [],
      named: command + (key.map { " \($0)" } ?? ""), by: measure(around), as: TakeAway.forms)
  }
}

extension NoiseScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("noise", of: subject(around), around) }
}

extension BacktestScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("backtest", of: nil, around) }
}

extension PathsScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("paths", of: subject(around), around) }
}

extension MeasuresScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("measures", of: subject(around), around) }
}

extension FlagEffectScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] {
    guard case .instrument(.flagEffect(let request))? = question else { return [] }
    let marks =
      request.why == .marked ? request.items.flatMap { TakeAway.option("--mark", "\($0.suite)/\($0.item)") } : []
    return TakeAway.answer(
      "flags effect", TakeAway.option("--behaviour", request.key.argument) + marks,
      named: "flag effect \(request.key)", by: request.measure, as: TakeAway.forms)
  }
}

extension SuspicionsScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("suspects", of: subject(around), around) }
}

extension AggregateScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("aggregate", of: nil, around) }
}

extension PlansScreen {
  public func offers(_ around: Surroundings) -> [TakeAway.Offer] { answer("plan check", of: nil, around) }
}
