import Dashboard
import Runs
import Store

/// Looking through the items' texts, piece by piece.
extension Answers {
  /// - Parameter piece: called now and then with what has been found so far.
  func find(
    _ request: FindRequest, isCancelled: () -> Bool, piece: (FoundContents) -> Void
  ) throws(StoreProblem) -> FoundContents? {
    guard let pattern = try? request.needle.pattern() else { return nil }
    let machine = PatternMachine(pattern)
    let behaviours = collection.behaviours(variant: options.variant).filter { one in
      request.behaviour.map { one.key == $0 } ?? true
    }
    let sources = try behaviours.map { one throws(StoreProblem) in (one.key, try collection.textSources(of: one)) }
    var found = FoundContents(request, progress: TextProgress(of: Self.count(of: sources.flatMap(\.1))))
    for (key, sources) in sources {
      found.progress = try look(through: sources, after: found.progress, isCancelled: isCancelled) { item in
        guard item.text.map(machine.finds) ?? false || machine.finds(item.name.item) else { return }
        found.count += 1
        guard found.lines.count < FoundContents.most else { return }
        found.lines.append(Self.line(item, of: key, pattern, machine))
      } pause: { progress in
        found.progress = progress
        piece(found)
      }
      if isCancelled() { return nil }
    }
    found.progress.isDone = true
    return found
  }

  /// - Parameter piece: called now and then with what is known so far.
  func texts(
    _ request: TextsRequest, isCancelled: () -> Bool, piece: (TextsContents) -> Void
  ) throws(StoreProblem) -> TextsContents? {
    guard let behaviour = collection.behaviour(request.key),
      let contents = try latest(request.key, measure: request.measure, isCancelled: isCancelled)
    else { return nil }
    let sources = try collection.textSources(of: behaviour)
    let machines = request.patterns.map { PatternMachine($0) }
    var places = PlacesInList(contents.items)
    var texts = TextsContents(request, identity: contents.identity, count: contents.items.count)
    let start = TextProgress(of: Self.count(of: sources))
    texts.progress = try look(through: sources, after: start, isCancelled: isCancelled) { item in
      guard let text = item.text, let at = places[item.name] else { return }
      for (number, machine) in machines.enumerated() where machine.finds(text) { texts.holds[number][at] = true }
      if request.wantsLengths {
        // Every byte but those that go on a letter.
        texts.lengths[at] = Int32(clamping: text.count { $0 & 0xC0 != 0x80 })
      }
    } pause: { progress in
      texts.progress = progress
      piece(texts)
    }
    if isCancelled() { return nil }
    texts.progress.isDone = true
    return texts
  }

  /// Keeps the texts of all items for the next time; returns when it is done or nobody wants it any more.
  func keepTexts(isCancelled: () -> Bool) throws(StoreProblem) {
    let reading = TextReading(of: collection, keeps: keeping.stores)
    guard reading.keeps else { return }
    let index = collection.index
    // From the end, for whoever looks meanwhile begins at the beginning, and finds kept what was read here.
    for behaviour in collection.behaviours(variant: nil).reversed() {
      for source in try collection.textSources(of: behaviour)
      where index.textCount(of: source.columns) < source.run.count {
        if isCancelled() || !index.hasRoomForTexts { return }
        try reading.read(source, isCancelled: { isCancelled() || !index.hasRoomForTexts }, { _ in })
      }
    }
  }

  private struct Item {
    let name: ItemName
    /// nil: it cannot be read.
    let text: UnsafeBufferPointer<UInt8>?
  }

  /// - Parameters:
  ///   - before: how far the look had come before these.
  ///   - pause: called after a piece, ten times a second at most.
  /// - Returns: how far it has come then.
  private func look(
    through sources: [TextSource], after before: TextProgress, isCancelled: () -> Bool, item: (Item) -> Void,
    pause: (TextProgress) -> Void
  ) throws(StoreProblem) -> TextProgress {
    var progress = before
    let reading = TextReading(of: collection, keeps: keeping.stores)
    let clock = ContinuousClock()
    var last = clock.now
    var seen: Set<ItemName> = []
    for source in sources {
      try reading.read(source, isCancelled: isCancelled) { piece in
        for at in 0..<piece.texts.count {
          let name = ItemName(suite: source.run.suite, item: piece.name(at))
          if !source.isAll, !seen.insert(name).inserted { continue }
          let isUnreadable = piece.unreadable.contains(at)
          progress.searched += 1
          progress.unreadable += isUnreadable ? 1 : 0
          progress.why = progress.why ?? piece.why
          piece.texts.withText(at) { item(Item(name: name, text: isUnreadable ? nil : $0)) }
        }
        progress.of = max(progress.of, progress.searched)
        if clock.now - last > .milliseconds(100) {
          last = clock.now
          pause(progress)
        }
      }
    }
    return progress
  }

  /// Items of the suites' longest lists: what the others add is counted when it is met.
  private static func count(of sources: [TextSource]) -> Int {
    var known: Set<String> = []
    return sources.reduce(0) { $0 + (known.insert($1.run.suite).inserted ? $1.run.count : 0) }
  }

  /// Its text around the match, question and choices one behind the other; the beginning where only its name holds it.
  private static func line(
    _ item: Item, of key: BehaviourKey, _ pattern: Pattern, _ machine: PatternMachine
  ) -> FoundLine {
    let lines = (item.text.map { String(decoding: $0, as: UTF8.self) } ?? "").split(separator: "\n").map(String.init)
    for (at, line) in lines.enumerated() {
      // Where it stands takes longer to tell than whether it does.
      guard machine.finds(line), let range = pattern.firstMatch(in: line) else { continue }
      let before = lines[..<at].map { $0 + " · " }.joined() + line[..<range.lowerBound]
      let after = line[range.upperBound...] + lines[(at + 1)...].map { " · " + $0 }.joined()
      return FoundLine(
        key: key, name: item.name, before: String(before.suffix(200)), match: String(line[range].prefix(200)),
        after: String(after.prefix(300)))
    }
    return FoundLine(key: key, name: item.name, after: String(lines.joined(separator: " · ").prefix(300)))
  }
}

/// Where items stand in a list. Logs list them in the list's own order as a rule, so the next one is tried first.
private struct PlacesInList {
  private let items: [ItemRow]
  private var next = 0
  private var known: [ItemName: Int]?

  init(_ items: [ItemRow]) { self.items = items }

  subscript(name: ItemName) -> Int? {
    mutating get {
      if next < items.count, items[next].name == name {
        next += 1
        return next - 1
      }
      if known == nil {
        known = Dictionary(items.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
      }
      guard let place = known?[name] else { return nil }
      next = place + 1
      return place
    }
  }
}
