import ArgumentParser
import Canvas
import Dashboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file to be, and the card beside it where it has no room inside: see `docs/decisions/0005-cards.md`.
struct TakenAway {
  let text: String
  /// For a table that other programs read line by line.
  let sidecar: String?

  /// A figure or a page, which draws its card.
  init(_ text: String) {
    self.text = text
    sidecar = nil
  }

  init(_ report: any Report, as format: Format, card: Card, title: String) {
    switch format {
    case .json:
      text = report.json.with("card", card.json).text + "\n"
      sidecar = nil
    case .csv, .jsonl:
      text = report.text(as: format)
      sidecar = card.page
    case .table:
      text = report.table + "\n" + card.page
      sidecar = nil
    case .markdown:
      var page = Markdown()
      page.heading(1, title)
      page.list(card.lines)
      page.add(report.markdown)
      page.heading(2, "Made by")
      page.code(card.command)
      page.paragraph("vane \(Vane.configuration.version)")
      text = page.text
      sidecar = nil
    }
  }

  /// `trends.csv` → `trends.card.txt`
  static func sidecar(of path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path + ".card.txt" }
    return path.dropLast(name.distance(from: dot, to: name.endIndex)) + ".card.txt"
  }

  /// - Parameters:
  ///   - mayOverwrite: false leaves files that are there as they are, and throws the reason.
  ///   - collection: what the answer was made of. Its logs are never written over.
  func write(to path: String, mayOverwrite: Bool, besides collection: Collection) throws(CommandProblem) {
    let paths = [path] + (sidecar == nil ? [] : [Self.sidecar(of: path)])
    if !mayOverwrite, let taken = paths.first(where: Self.isTaken) {
      throw CommandProblem(.cannotWrite, "\(taken): is there already; export! writes over it")
    }
    if let log = paths.first(where: collection.isRead) {
      throw CommandProblem(.cannotWrite, "\(log): it was read here as a log and is not written over; name another file")
    }
    try TextFile.write(text, to: path, asNew: !mayOverwrite)
    if let sidecar { try TextFile.write(sidecar, to: paths[1], asNew: !mayOverwrite) }
  }

  /// Also by a link that leads nowhere: it would not be followed.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}

extension Card {
  /// The card as a file of its own.
  fileprivate var page: String {
    (lines + ["Made by: \(command)", "vane \(Vane.configuration.version)"])
      .map { $0.printable + "\n" }.joined()
  }
}
