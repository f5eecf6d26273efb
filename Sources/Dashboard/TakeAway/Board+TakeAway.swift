internal import Canvas
internal import Runs

/// Taking away what is on screen: `x` and a key, or `:export`.
extension Board {
  static let export = Command.Form(
    "export", "WHAT FILE",
    "take away a figure, table, json, report, picture or text of what is shown; export! may write over FILE",
    of: .export)

  /// What the screen on top gives; its picture always.
  var offers: [TakeAway.Offer] {
    if isBlind { return [] }
    let picture = { (what: TakeAway) in
      let keys = trail.words.map { TakeAway.option("--keys", $0) } ?? []
      let glyphs = around.looks.glyphs == .block ? [] : ["--glyphs", around.looks.glyphs.rawValue]
      let size = ["--size", "\(around.size.columns)x\(around.size.rows + 2)"] + glyphs
      return TakeAway.Offer(
        what: what, command: ["screen"], arguments: size + keys + ["--format", what == .picture ? "svg" : "text"],
        measure: around.overview.measure, name: "screen", isRepeatable: trail.isWhole)
    }
    return top.screen.offers(around) + [picture(.picture), picture(.text)]
  }

  mutating func offerTakeAway() {
    guard around.hasOverview else {
      around.message = "nothing has been read yet"
      return
    }
    // What leaves no trace on screen is none of the keys that led to it.
    trail.cut(to: trailStart)
    isTakingAway = true
  }

  /// The key after `x`.
  mutating func takeAway(_ key: Key) -> [Effect] {
    isTakingAway = false
    guard let what = TakeAway.allCases.first(where: { $0.key == key }) else {
      if !key.leavesPrompt { around.message = "\(key) takes nothing away" }
      return []
    }
    return take(what, to: nil)
  }

  /// `export figure chart.svg`; nil for any other command.
  mutating func export(_ command: Command) -> [Effect]? {
    guard ["export", "export!"].contains(command.name) else { return nil }
    trail.cut(to: trailStart)
    if isBlind {
      around.message = Self.blindly
      return []
    }
    guard !command.words.isEmpty else {
      offerTakeAway()
      return []
    }
    let parts = command.words.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let file: String?
    let what: TakeAway?
    if let named = TakeAway(rawValue: parts[0]) {
      (what, file) = (named, parts.count > 1 ? parts[1] : nil)
    } else {
      (what, file) = (TakeAway.allCases.first { command.words.hasSuffix("." + $0.ending) }, command.words)
    }
    guard let what else {
      let names = offers.map(\.what.rawValue).joined(separator: ", ")
      around.message = "export takes one of \(names), and a file"
      return []
    }
    return take(what, to: file.map { .named($0, overwrites: command.name == "export!") })
  }

  private mutating func take(_ what: TakeAway, to file: TakeAwayRequest.File?) -> [Effect] {
    guard around.hasOverview else {
      around.message = "nothing has been read yet"
      return []
    }
    guard var offer = offers.first(where: { $0.what == what }) else {
      let names = offers.map { "\($0.what.key) \($0.what.rawValue)" }.joined(separator: ", ")
      around.message = "this screen gives no \(what.rawValue); it gives \(names)"
      return []
    }
    if what != .picture, what != .text {
      // The card says how it was picked, which only the session knows.
      offer.arguments += ["--looked", "\(around.looked.count)"]
      if let filter, !offer.isFiltered { offer.arguments += TakeAway.option("--among", filter) }
    }
    let stem = "vane-" + TakeAway.stem(offer.name)
    return [.takeAway(TakeAwayRequest(offer: offer, file: file ?? .new(stem: stem, ending: what.ending)))]
  }

  /// What the overview shows only.
  private var filter: String? { around.listing.filter?.text }
}
