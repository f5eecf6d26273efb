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
  /// The same as `lines`, each made when its turn comes.
  func eachLine(_ take: (JSON) throws -> Void) rethrows
  /// The same as `csv`, in pieces.
  func writeCSV(_ take: (String) throws -> Void) rethrows
}

extension Report {
  var markdown: String { Markdown.block(table) }

  func eachLine(_ take: (JSON) throws -> Void) rethrows { for line in lines { try take(line) } }

  func writeCSV(_ take: (String) throws -> Void) rethrows { try take(csv) }

  /// A whole output.
  func text(as format: Format) -> String {
    var text = ""
    write(as: format) { text += $0 }
    return text
  }

  /// In pieces: with a million rows nobody holds it as a whole.
  func write(as format: Format, _ take: (String) throws -> Void) rethrows {
    switch format {
    case .table: try take(table)
    case .json: try json.writeLine(take)
    case .csv: try writeCSV(take)
    case .jsonl:
      var piece = ""
      try eachLine { line in
        piece += line.text + "\n"
        try piece.handOver(to: take)
      }
      try take(piece)
    case .markdown: try take(markdown)
    }
  }

  /// - Throws: interrupted, since an answer whose making was stopped would lack something; or what cannot be written.
  func print(as format: Format?) throws {
    try write(as: format ?? .ofOutput) { piece in
      try Interruption.check()
      try Streams.write(piece)
    }
  }
}

extension Format {
  /// Where none is named.
  static var ofOutput: Format { Streams.outputIsTerminal ? .table : .json }
}
