#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Asked {
  /// What became of a wish that other choices be watched than the log's.
  public struct Watching: Sendable, Equatable {
    /// Items that have no such choice, or nothing but such choices: they have no margin then.
    public var without = 0
    /// Set when these numbers cannot be asked about another choice at all.
    public var isImpossible = false
  }

  /// The same answers, with other choices watched than those that the log marks.
  ///
  /// Log-likelihoods of each choice give every margin. A loss over two classes gives the other class's; log-odds change
  /// their sign. The log's judgement of right and wrong was on its own choice, so accuracy is found anew.
  ///
  /// - Parameter choices: for each item the bit set of its watched choices; 0 where there are none.
  public mutating func watch(_ choices: (Int) -> UInt64) {
    var result = Watching()
    for at in 0..<columns.count {
      let wanted = choices(at)
      let count = choiceCount(of: at)
      let some = Columns.watched(wanted, among: count)
      if some == 0 { result.without += 1 }
      switch columns.kind {
      case .choices:
        if columns.watched[at] != wanted { columns.correct[at] = .nan }
        columns.watched[at] = some
      case .loss where run.kind == .loss && count == 2: turn(at, to: some)
      case .logOdds where count == 2:
        if some == 2 { columns.values[Int(columns.starts[at])].negate() }
        columns.watched[at] = some
        if some == 0 { columns.values[Int(columns.starts[at])] = .nan }
      case .loss, .logOdds, .logOddsDifference, .sequence, .rolling, .generated, .aggregate, .questions:
        result.isImpossible = true
      }
    }
    watching = result
  }

  /// Bit sets of choices that are named by their places; the same for every item.
  public mutating func watch(places: [Int]) {
    let bits = places.reduce(UInt64(0)) { (0..<64).contains($1) ? $0 | 1 << UInt64($1) : $0 }
    watch { _ in bits }
  }

  private func choiceCount(of at: Int) -> Int {
    if columns.kind == .choices { return columns.values(of: at).count }
    let count = question(of: at).flatMap { questions?.values(of: $0).count } ?? 0
    // Without a table of questions log-odds are of two classes all the same.
    return count == 0 && columns.kind == .logOdds ? 2 : count
  }

  /// A loss over two classes, asked about the other one: q becomes 1 − q.
  private mutating func turn(_ at: Int, to wanted: UInt64) {
    guard let question = question(of: at), let marked = questions?.watched[question], marked != wanted else { return }
    let place = Int(columns.starts[at])
    questions?.watched[question] = wanted
    guard marked == 1 || marked == 2, wanted == 1 || wanted == 2 else {
      columns.values[place] = .nan
      return
    }
    let loss = columns.values[place]
    columns.values[place] = loss > 0.6931471805599453 ? -log1p(-exp(-loss)) : -log(-expm1(-loss))
    columns.correct[at] = 1 - columns.correct[at]
  }

  /// What a person should know about the choices that were wished for; nil if every item has them.
  public var watchRemark: Problem? {
    guard let watching, let wish = run.watched else { return nil }
    if watching.isImpossible {
      return Problem(
        Place(file: run.path), "no log-likelihood for each choice, so \(wish) cannot be watched",
        "taken as the log has it", rejects: false)
    }
    guard watching.without > 0 else { return nil }
    return Problem(
      Place(file: run.path), "\(watching.without) of \(columns.count) items cannot be asked about \(wish)",
      "they are left out", rejects: false)
  }
}

extension Manifest.Watched: CustomStringConvertible {
  /// `choice 1`, `'Yes'`.
  public var description: String {
    switch self {
    case .places(let places): "choice " + places.map(String.init).joined(separator: " or ")
    case .texts(let texts): texts.map { "'\($0)'" }.joined(separator: " or ")
    }
  }

  /// The bit set of the choices that say one of the texts (patterns, `Yes*`); blanks around them do not count.
  ///
  /// A single capital letter that no choice says means the choice that it labels: `B` is the second.
  public static func bits(of texts: [String], among choices: [String]) -> UInt64 {
    let bare = choices.prefix(64).map(trimmed)
    return texts.reduce(0) { bits, text in
      let glob = Glob(String(trimmed(text)))
      let own = bare.indices.filter { bare[$0] == trimmed(text) || glob.matches(String(bare[$0])) }
      if !own.isEmpty { return own.reduce(bits) { $0 | 1 << UInt64($1) } }
      guard text.utf8.count == 1, let letter = text.utf8.first,
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter),
        bare.indices.contains(Int(letter - UInt8(ascii: "A")))
      else { return bits }
      return bits | 1 << UInt64(letter - UInt8(ascii: "A"))
    }
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
