import ArgumentParser
import Canvas
import Dashboard
import Runs

/// Writes what a person takes away, into the folder where Vane was started: by running the command that the message
/// names, on the runs that are open already.
struct TakeAwayDesk {
  let shelf: Shelf
  let answers: Answers
  let theme: Theme

  /// - Parameter screen: what is on the terminal, for its picture.
  /// - Returns: what to tell: where it is and what makes it again, or why not.
  func write(_ request: TakeAwayRequest, screen: Grid) -> String {
    if shelf.options.readOnly { return "--read-only: no file is written" }
    do {
      let file = Self.name(of: request.file)
      let words = words(for: request.offer) + TakeAway.option("--out", file)
      let made = try made(by: words, of: request.offer, screen: screen)
      try made.write(to: file, mayOverwrite: request.file.mayOverwrite, besides: answers.collection)
      let again = ShellWords.line(["vane"] + words)
      let beside = made.sidecar.map { _ in ", its card in \(TakenAway.sidecar(of: file))" } ?? ""
      let isRepeatable = request.offer.isRepeatable
      return "\(file) is written\(beside)" + (isRepeatable ? "; again: \(again)" : "")
    } catch {
      return "\(error)"
    }
  }

  private func made(by words: [String], of offer: TakeAway.Offer, screen: Grid) throws -> TakenAway {
    switch offer.what {
    case .picture, .text:
      return TakenAway(
        ScreenForm(screen, theme: theme, title: shelf.title).text(as: offer.what == .picture ? .svg : .text))
    case .figure, .table, .json, .report:
      guard let command = try Vane.parseAsRoot(words) as? any FileCommand else {
        preconditionFailure("\(words) is offered and takes nothing away")
      }
      return try command.file(
        from: answers.withFlagsOfNow, on: shelf.asking(command.options), by: ShellWords.made(by: words))
    }
  }

  /// The command line without its file: the session's own options where the screen has no others.
  private func words(for offer: TakeAway.Offer) -> [String] {
    var options = shelf.options
    options.measure = offer.measure
    var words = offer.command + options.words + offer.arguments
    if offer.what == .picture, theme != .builtIn { words += ["--theme", theme.name] }
    return words
  }

  /// `vane-report.md`, `vane-report-2.md` …
  private static func name(of file: TakeAwayRequest.File) -> String {
    switch file {
    case .named(let name, overwrites: _): return name
    case .new(let stem, let ending):
      for number in 1..<1000 {
        let name = (number == 1 ? stem : "\(stem)-\(number)") + "." + ending
        if !TakenAway.isTaken(name), !TakenAway.isTaken(TakenAway.sidecar(of: name)) { return name }
      }
      return stem + "." + ending
    }
  }
}

extension TakeAwayRequest.File {
  fileprivate var mayOverwrite: Bool {
    switch self {
    case .named(_, overwrites: let may): may
    case .new: false
    }
  }
}
