/// An answer in every form that `--format` names.
protocol Report {
  /// One object, with its schema.
  var json: JSON { get }
  /// The rows alone, an object each.
  var lines: [JSON] { get }
  var csv: String { get }
  /// For eyes.
  var table: String { get }
  /// For a page: what goes below the heading and the card.
  var markdown: String { get }
}

extension Report {
  var markdown: String { Markdown.block(table) }

  /// A whole output.
  func text(as format: Format) -> String {
    switch format {
    case .table: table
    case .json: json.text + "\n"
    case .csv: csv
    case .jsonl: lines.map { $0.text + "\n" }.joined()
    case .markdown: markdown
    }
  }

  /// - Throws: interrupted, since an answer whose making was stopped would lack something; or what cannot be written.
  func print(as format: Format?) throws {
    try Interruption.check()
    try Streams.write(text(as: format ?? (Streams.outputIsTerminal ? .table : .json)))
  }
}
