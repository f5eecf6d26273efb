import Canvas
import Runs
import Trends

/// The answer of `vane suspects`.
struct SuspectsReport: Report {
  struct Row {
    var key: BehaviourKey
    var suspect: Suspect
    var source: TrendRow.Source?
  }

  /// What holds for a behaviour as a whole.
  struct Summary {
    var key: BehaviourKey
    var n: Int
    var missing: Int
    /// Items that are copies of one another, group by group.
    var copies: [[ItemName]]
    /// Spearman's, of the mean margin with the key's length less the others'.
    var lengthCorrelation: Double?
    /// Of `Suspects`.
    var contradictory: Int?
    /// On nearly all keys.
    var label: String?

    init(key: BehaviourKey, ladder: Ladder, suspects: Suspects, label: String?) {
      self.key = key
      n = ladder.items.count
      missing = suspects.ranked.count { $0.row == nil }
      copies = suspects.duplicates.map { $0.map { ladder.items[$0] } }
      lengthCorrelation = suspects.lengthCorrelation
      contradictory = suspects.contradictory
      self.label = label
    }
  }

  var rows: [Row]
  var behaviours: [Summary]
  var measure: Measure
  var name: (String) -> String

  var json: JSON {
    .object([
      ("schema", .string("vane.suspects/1")), ("measure", .string(measure.rawValue)), ("items", .integer(rows.count)),
      ("rows", .array(lines)), ("behaviours", .array(behaviours.map(json(of:)))),
    ])
  }

  private func json(of summary: Summary) -> JSON {
    .object([
      ("behaviour", .string(summary.key.behaviour)), ("variant", JSON(summary.key.variant)), ("n", .integer(summary.n)),
      ("missing", .integer(summary.missing)),
      (
        "copies",
        .array(
          summary.copies.map { group in
            .array(group.map { .object([("suite", .string($0.suite)), ("item", .string($0.item))]) })
          })
      ), ("length_correlation", JSON(summary.lengthCorrelation)), ("one_label", JSON(summary.label)),
      ("contradictory", JSON(summary.contradictory)),
    ])
  }

  var lines: [JSON] {
    rows.map { row in
      .object([
        ("behaviour", .string(row.key.behaviour)), ("variant", JSON(row.key.variant)),
        ("suite", .string(row.suspect.name.suite)),
        ("item", .string(row.suspect.name.item)), ("strength", .number(row.suspect.strength)),
        (
          "reasons",
          .array(
            row.suspect.suspicions.map { suspicion in
              .object([
                ("reason", .string(suspicion.reason.rawValue)), ("strength", .number(suspicion.strength)),
                ("evidence", .string(suspicion.evidence)),
              ])
            })
        ),
        ("file", JSON(row.source.map { name($0.path) })), ("offset", JSON(row.source.map { Int($0.address.offset) })),
        ("length", JSON(row.source.map { Int($0.address.length) })),
        ("line", JSON(row.source.flatMap { $0.address.line > 0 ? Int($0.address.line) : nil })),
      ])
    }
  }

  private var flat: Rows {
    var flat = Rows(header: ["behaviour", "variant", "suite", "item", "strength", "reasons", "evidence", "source"])
    flat.rows = rows.map { row in
      [
        .text(row.key.behaviour), .init(row.key.variant), .text(row.suspect.name.suite), .text(row.suspect.name.item),
        .number(row.suspect.strength), .text(row.suspect.suspicions.map(\.reason.rawValue).joined(separator: "; ")),
        .text(row.suspect.suspicions.map(\.evidence).joined(separator: "; ")),
        .init(
          row.source.map { "\(Place(file: name($0.path), line: $0.address.line > 0 ? Int($0.address.line) : nil))" }),
      ]
    }
    return flat
  }

  /// With the record's address, which an eye can do without.
  var csv: String {
    var all = flat
    all.header += ["file", "offset", "length", "line"]
    for (at, row) in rows.enumerated() {
      let address = row.source?.address
      all.rows[at] += [
        .init(row.source.map { name($0.path) }), .init(address.map { Int($0.offset) }),
        .init(address.map { Int($0.length) }), .init(address.flatMap { $0.line > 0 ? Int($0.line) : nil }),
      ]
    }
    return all.csv
  }

  var table: String {
    var whole = Rows(header: ["behaviour", "variant", "n", "missing", "copies", "length rho", "one label"])
    whole.rows = behaviours.map {
      [
        .text($0.key.behaviour), .init($0.key.variant), .integer($0.n), .integer($0.missing),
        .integer($0.copies.reduce(0) { $0 + $1.count - 1 }), .init($0.lengthCorrelation), .init($0.label),
      ]
    }
    let contradictions = behaviours.compactMap { one in
      one.contradictory.map {
        "\(one.key): \($0) of \(one.n) items are judged against their own log-likelihoods. That is more than a tenth, "
          + "so it is no error of single items, and none is listed for it: is what is watched what the log calls right?"
      }
    }
    return flat.table + "\n" + whole.table + (contradictions.isEmpty ? "" : "\n")
      + contradictions.map { $0.printable + "\n" }.joined()
      + "\n\(rows.count) items deserve a look. A suspicion is not a verdict on the item.\n"
  }
}
