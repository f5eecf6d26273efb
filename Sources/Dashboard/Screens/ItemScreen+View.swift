public import Canvas
internal import Runs
internal import Trends

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ItemScreen {
  /// One line of the screen: texts with their role, each at a column.
  struct Line {
    var parts: [(column: Int, text: String, role: Role)] = []

    init(_ text: String = "", _ role: Role = .text, column: Int = 1) {
      if !text.isEmpty { parts = [(column, text, role)] }
    }
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let all = lines(columns: size.columns, around)
    let first = min(scroll.top, max(0, all.count - size.rows))
    let left = all.count - first - size.rows
    let more = left > 0 ? " \(left) more lines\(isPart ? "" : ", j") " : ""
    let free = max(0, size.columns - Text.width(more))
    for (row, line) in all.dropFirst(first).prefix(size.rows).enumerated() {
      let isShared = row == size.rows - 1 && free < size.columns
      for (at, part) in line.parts.enumerated() {
        // A rule goes on below what stands on it.
        let room = (isShared && part.column > 0 ? free : size.columns) - part.column
        // Of what stands in columns a rest would be no name and no number.
        if room < 1 || isShared && at > 0 && Text.width(part.text) > room { continue }
        grid.write(Text.truncated(part.text, to: room), row: row, column: part.column, as: part.role)
      }
    }
    grid.write(more, row: size.rows - 1, column: free, as: .key)
    return grid
  }

  func lines(columns: Int, _ around: Surroundings) -> [Line] {
    let isShort = around.size.rows < 16
    var lines = [heading(columns, around)] + promptLines(columns, most: isShort ? 3 : max(5, around.size.rows / 3))
    let answered = answered
    let drawn = answered.withSeedsAveraged
    let seeds = drawn.count < answered.count ? "; seeds of a scale averaged" : ""
    lines.append(rule(columns, "choices: log-likelihood, nats" + seeds))
    lines += choiceLines(columns, drawn)
    lines += suspicionLines(columns, around)
    let said = flagLines(columns, around)
    if !said.isEmpty { lines += [rule(columns, "flags and notes")] + said }
    lines.append(rule(columns, "models"))
    return lines + modelLines(columns)
  }

  private func rule(_ columns: Int, _ title: String) -> Line {
    Line("── \(title) " + String(repeating: "─", count: max(0, columns - Text.width(title) - 4)), .dim, column: 0)
  }

  /// Why the item is among those that deserve a look.
  private func suspicionLines(_ columns: Int, _ around: Surroundings) -> [Line] {
    guard let suspects = around.suspects, suspects.key == contents.key,
      let at = suspects.items.firstIndex(where: { $0.name == contents.name })
    else { return [] }
    let reasons = suspects.items[at].suspicions.flatMap {
      Text.wrapped("\($0.reason.rawValue): \($0.evidence)", to: columns - 2).map { Line($0) }
    }
    return [rule(columns, "why listed, \(at + 1) of \(suspects.items.count) (n N)")] + reasons
  }

  private func heading(_ columns: Int, _ around: Surroundings) -> Line {
    var line = Line(contents.name.suite + "  ", .heading)
    let at = 1 + Text.width(contents.name.suite) + 2
    line.parts.append((at, "item \(contents.name.item)  \(contents.key.description)", .dim))
    let state = around.flags[contents.name]
    if let state, state.isFlagged {
      let text = " \(state.flags.count)! flagged \(state.initials) "
      line.parts.append((max(0, columns - Text.width(text)), text, .flag))
    }
    return line
  }

  // MARK: - Prompt

  private func promptLines(_ columns: Int, most: Int) -> [Line] {
    let wrapped = Text.wrapped(
      contents.prompt.isEmpty ? "the log keeps no text of this item" : contents.prompt, to: columns - 2)
    guard !showsWholePrompt, wrapped.count > most else {
      return wrapped.map { Line($0, contents.prompt.isEmpty ? .dim : .text) }
    }
    // A prompt with examples ends with the question itself.
    let above = wrapped.count - most + 1
    return [Line("… \(above) lines above\(isPart ? "" : "; p shows them")", .key)]
      + wrapped.suffix(most - 1).map { Line($0) }
  }

  // MARK: - Choices

  /// The models that stand on a ladder: not what they were at earlier checkpoints.
  private var finals: FinalModels { FinalModels(of: contents.models.map(\.model)) }

  /// Those of them with a log-likelihood of each choice, which the lines are drawn over.
  private var answered: [ModelAnswer] {
    let finals = finals
    return contents.models.filter {
      finals.contains($0.model) && $0.logLikelihoods.count == contents.choices.count
    }
  }

  /// Of these the figures are given: the family with most models, as in the lists, since ends of different families do
  /// not compare.
  private func figured(among drawn: [ModelAnswer]) -> [ModelAnswer] {
    longestFamily(of: Dictionary(grouping: drawn, by: \.model.family)) {
      ($0.value.count, $0.value.compactMap(\.model.scale).max(), $0.key)
    }?.value ?? []
  }

  private func spots(of drawn: [ModelAnswer], _ value: (ModelAnswer) -> Double) -> [ScaleColumns.Spot] {
    drawn.indices.flatMap { at -> [ScaleColumns.Spot] in
      let number = value(drawn[at])
      let gap = at > 0 && drawn[at - 1].model.family != drawn[at].model.family
      return (gap ? [.blank] : []) + [number.isFinite ? .value(number, half: 0) : .none]
    }
  }

  private func choiceLines(_ columns: Int, _ drawn: [ModelAnswer]) -> [Line] {
    guard !contents.choices.isEmpty else { return [Line("the log keeps no choices of this item", .dim)] }
    let figured = figured(among: drawn)
    let spark = spots(of: drawn) { _ in 0 }.count
    let hasSpark = spark > 0 && spark <= columns - 40
    let numbers = columns >= 60 ? 33 : 25
    let room = max(8, columns - 6 - numbers - (hasSpark ? spark + 2 : 0))
    let longest = contents.choices.reduce(8) { max($0, Text.width($1.text)) }
    let text = min(room, max(longest, 10))
    let at = 5 + text + 2
    let figures = at + (hasSpark ? spark + 2 : 0)
    var head = Line("   CHOICE", .heading)
    if hasSpark { head.parts.append((at, Text.truncated("SCALES", to: spark + 1), .heading)) }
    for (place, title) in zip(places(from: figures, columns), titles(figured, columns)) {
      head.parts.append((place, title, .heading))
    }
    let all = contents.choices.indices.flatMap { choice in spots(of: drawn) { $0.logLikelihoods[choice] } }
    let range = Spark.range(of: all) ?? 0...1
    var lines = [head]
    for (number, choice) in contents.choices.enumerated() {
      var line = Line(choice.isWatched ? "*" : " ", .accent)
      line.parts.append((3, Self.letter(number), .key))
      line.parts.append(
        (5, Text.truncated(choice.text.isEmpty ? "(empty)" : choice.text, to: text), choice.isWatched ? .title : .text))
      if hasSpark {
        line.parts.append((at, Spark.text(spots(of: drawn) { $0.logLikelihoods[number] }, in: range), .text))
      }
      let values =
        figureValues(figured, columns) { Self.figure($0.logLikelihoods[number]) }
        + [figured.last.map { Decimal.fixed(Self.shares($0.logLikelihoods)[number], places: 2, tight: true) } ?? "·"]
      for (place, value) in zip(places(from: figures, columns), values) {
        line.parts.append((place, Text.padded(value, to: 8, .right), .text))
      }
      lines.append(line)
    }
    return lines + [marginLine(drawn, figured, at: at, figures: figures, hasSpark: hasSpark, columns)]
  }

  private func marginLine(
    _ drawn: [ModelAnswer], _ figured: [ModelAnswer], at: Int, figures: Int, hasSpark: Bool, _ columns: Int
  ) -> Line {
    var line = Line("  ", .text)
    line.parts.append((5, "margin", .dim))
    let own = spots(of: drawn, \.measured.margin)
    if hasSpark { line.parts.append((at, Spark.text(own, in: Spark.range(of: own) ?? 0...1), .accent)) }
    let values = figureValues(figured, columns) { Self.figure($0.measured.margin, isSigned: true) }
    for (place, value) in zip(places(from: figures, columns), values) {
      line.parts.append((place, Text.padded(value, to: 8, .right), .accent))
    }
    return line
  }

  /// First, middle (where there is room) and last model.
  private func figureValues(_ models: [ModelAnswer], _ columns: Int, _ text: (ModelAnswer) -> String) -> [String] {
    guard let first = models.first, let last = models.last else { return [] }
    return columns >= 60 ? [text(first), text(models[models.count / 2]), text(last)] : [text(first), text(last)]
  }

  private func titles(_ models: [ModelAnswer], _ columns: Int) -> [String] {
    let scale = { (answer: ModelAnswer) in answer.model.parameters.map { Decimal.magnitude($0.value) } ?? "?" }
    let names = figureValues(models, columns, scale) + [models.last.map { "P(\(scale($0)))" } ?? ""]
    return names.map { Text.padded($0, to: 8, .right) }
  }

  private func places(from start: Int, _ columns: Int) -> [Int] {
    (0..<(columns >= 60 ? 4 : 3)).map { start + 8 * $0 - 1 }
  }

  /// In seven columns, so that a blank parts it from the one before it.
  private static func figure(_ value: Double, isSigned: Bool = false) -> String {
    let forms = [2, 1, 0].map { isSigned ? Decimal.signed(value, places: $0) : Decimal.fixed(value, places: $0) }
    return Text.first(of: forms + [(isSigned && value > 0 ? "+" : "") + Decimal.magnitude(value)], in: 7)
  }

  static func letter(_ number: Int) -> String {
    number < 26 ? String(Character(Unicode.Scalar(UInt8(65 + number)))) : "\(number + 1)"
  }

  /// Probabilities among the choices: exp(ℓ) / Σ exp(ℓ).
  static func shares(_ logLikelihoods: [Double]) -> [Double] {
    guard let top = logLikelihoods.max(), top.isFinite else { return logLikelihoods.map { _ in .nan } }
    let weights = logLikelihoods.map { exp($0 - top) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  // MARK: - Flags

  private func flagLines(_ columns: Int, _ around: Surroundings) -> [Line] {
    guard let state = around.flags[contents.name] else { return [] }
    let said = state.flags.map { ("!", $0) } + state.notes.map { ("·", $0) }
    return said.flatMap { sign, flag -> [Line] in
      let text = [flag.reason?.words, flag.note].compactMap { $0 }.joined(separator: ": ")
      let note = flag.isOlder(than: contents.contentHash) ? "  (the item has changed since)" : ""
      return Text.wrapped("\(sign) \(flag.author) \(flag.time.prefix(10))  \(text)\(note)", to: columns - 2).map {
        Line($0, .flag)
      }
    }
  }

  // MARK: - Models

  private func modelLines(_ columns: Int) -> [Line] {
    let longest = min(26, contents.models.reduce(5) { max($0, Text.width(name($1))) })
    let shown = contents.choices.count
    let hasChoices = contents.models.contains { !$0.logLikelihoods.isEmpty }
    let choices = hasChoices ? min(shown, max(0, (columns - longest - 40) / 8)) : 0
    var head = Line("MODEL", .heading)
    var at = longest + 2
    func add(_ title: String, _ width: Int) {
      head.parts.append((at, Text.padded(title, to: width, .right), .heading))
      at += width
    }
    add("SIZE", 7)
    add("MARGIN", 8)
    add("ACC", 5)
    for choice in 0..<choices { add(Self.letter(choice), 8) }
    head.parts.append((at + 2, "RECORD", .heading))
    let finals = finals
    return [head]
      + contents.models.flatMap { answer -> [Line] in
        var line = Line(Text.truncated(name(answer), to: longest), finals.contains(answer.model) ? .text : .dim)
        var at = longest + 2
        func add(_ text: String, _ width: Int, _ role: Role = .text) {
          line.parts.append((at, Text.padded(text, to: width, .right), role))
          at += width
        }
        add(answer.model.parameters.map { Decimal.magnitude($0.value) } ?? "?", 7)
        add(Self.figure(answer.measured.margin, isSigned: true), 8)
        add(
          Decimal.fixed(
            answer.measured.accuracy, places: answer.measured.accuracy == answer.measured.accuracy.rounded() ? 0 : 2), 5
        )
        for choice in 0..<choices {
          add(answer.logLikelihoods.indices.contains(choice) ? Self.figure(answer.logLikelihoods[choice]) : "·", 8)
        }
        line.parts.append((at + 2, Self.tail(of: "\(answer.place)", to: columns - at - 2), .dim))
        guard let response = answer.response else { return [line] }
        return [line] + Text.wrapped(response, to: columns - 6).prefix(6).map { Line($0, .text, column: 4) }
      }
  }

  /// The end of a path says more than its beginning.
  static func tail(of path: String, to columns: Int) -> String {
    columns > 1 ? Text.ending(path, in: columns) : ""
  }

  private func name(_ answer: ModelAnswer) -> String {
    answer.model.name + (answer.model.checkpoint.map { " @\($0)" } ?? "")
  }
}
