import Canvas
import Dashboard
import Runs

/// The answer of `vane item`: what the item's screen shows.
struct ItemReport: Report {
  let contents: ItemContents
  /// What people said of it; nil where nobody did.
  let state: FlagState?

  var json: JSON {
    let said = (state?.flags ?? []) + (state?.notes ?? [])
    return .object([
      ("schema", .string("vane.item/1")), ("behaviour", .string(contents.key.behaviour)),
      ("variant", JSON(contents.key.variant)), ("suite", .string(contents.name.suite)),
      ("item", .string(contents.name.item)), ("position", .integer(contents.position + 1)),
      ("of", .integer(contents.of)), ("prompt", .string(contents.prompt)),
      (
        "choices",
        .array(
          contents.choices.map { .object([("text", .string($0.text)), ("watched", .bool($0.isWatched))]) })
      ),
      ("models", .array(lines)), ("flagged", .bool(state?.isFlagged == true)),
      ("said", .array(said.map(FlagRow.json(of:)))), ("content_hash", JSON(contents.contentHash)),
    ])
  }

  var lines: [JSON] {
    contents.models.map { answer in
      .object([
        ("model", .string(answer.model.name)), ("family", .string(answer.model.family)),
        ("parameters", JSON(answer.model.parameters?.value)), ("checkpoint", JSON(answer.model.checkpoint)),
        ("margin", .number(answer.measured.margin)), ("logp", .number(answer.measured.logp)),
        ("accuracy", .number(answer.measured.accuracy)),
        ("log_likelihoods", .array(answer.logLikelihoods.map(JSON.number))), ("response", JSON(answer.response)),
        ("file", .string(answer.place.file)), ("line", JSON(answer.place.line)),
      ])
    }
  }

  /// One line per model × choice.
  var csv: String {
    var rows = Rows(header: [
      "suite", "item", "model", "parameters", "checkpoint", "choice", "text", "watched", "log_likelihood", "margin",
      "logp", "accuracy", "file", "line",
    ])
    for answer in contents.models {
      let head: [Rows.Field] = [
        .text(contents.name.suite), .text(contents.name.item), .text(answer.model.name),
        .init(answer.model.parameters?.value), .init(answer.model.checkpoint),
      ]
      let tail: [Rows.Field] = [
        .number(answer.measured.margin), .number(answer.measured.logp), .number(answer.measured.accuracy),
        .text(answer.place.file), .init(answer.place.line),
      ]
      let choices = zip(contents.choices, answer.logLikelihoods).enumerated().map { at, pair -> [Rows.Field] in
        [.integer(at + 1), .text(pair.0.text), .truth(pair.0.isWatched), .number(pair.1)]
      }
      rows.rows += (choices.isEmpty ? [[.empty, .empty, .empty, .empty]] : choices).map { head + $0 + tail }
    }
    return rows.csv
  }

  private var models: [[String]] {
    contents.models.map { answer in
      [
        answer.model.name + (answer.model.checkpoint.map { " @\($0)" } ?? ""),
        answer.model.parameters.map { Decimal.magnitude($0.value) } ?? "",
        shown(answer.measured.margin, Decimal.signed(answer.measured.margin)),
        shown(answer.measured.accuracy, Decimal.short(answer.measured.accuracy)),
      ]
        + contents.choices.indices.map { at in
          answer.logLikelihoods.indices.contains(at) ? Decimal.fixed(answer.logLikelihoods[at], places: 2) : ""
        } + [answer.response ?? "", "\(answer.place)"]
    }
  }

  private func shown(_ value: Double, _ text: String) -> String { value.isNaN ? "" : text }

  private var header: [String] {
    ["model", "size", "margin", "accuracy"] + contents.choices.indices.map { "choice \($0 + 1)" }
      + ["response", "record"]
  }

  var table: String {
    var rows = Rows(header: header)
    rows.rows = models.map { $0.map(Rows.Field.text) }
    let choices = contents.choices.enumerated().map { at, choice in
      "\(choice.isWatched ? "*" : " ") \(at + 1)  \(choice.text.printable)\n"
    }
    let prompt = contents.prompt.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return "\(contents.key)  \(contents.name.suite)  \(contents.name.item)".printable + "\n\n"
      + prompt.map { String($0).printable + "\n" }.joined() + "\n" + choices.joined() + "\n" + rows.table
  }

  var markdown: String {
    var page = Markdown()
    page.heading(2, "\(contents.key), \(contents.name.suite), item \(contents.name.item)")
    page.block(contents.prompt)
    page.table(
      ["choice", "text", "watched"], numbers: [0],
      contents.choices.enumerated().map { ["\($0 + 1)", $1.text, $1.isWatched ? "yes" : ""] })
    page.paragraph("Log-likelihood of each choice in nats; margin of the watched one against the others.")
    page.table(header, numbers: Set(1..<4 + contents.choices.count), models)
    let said = (state?.flags ?? []) + (state?.notes ?? [])
    if !said.isEmpty {
      page.list(
        said.map { flag in
          let words = [flag.reason?.rawValue, flag.note].compactMap { $0 }.joined(separator: ": ")
          let changed = flag.isOlder(than: contents.contentHash) ? " (the item has changed since)" : ""
          return "\(flag.author) \(flag.time.prefix(10)) \(flag.action.rawValue) \(words)" + changed
        })
    }
    return page.text
  }
}
