internal import Canvas
public import Runs

/// What can be taken away as a file, each by one key.
public enum TakeAway: CaseIterable, Sendable {
  case figure, table, json, report

  var key: Key {
    switch self {
    case .figure: "f"
    case .table: "t"
    case .json: "j"
    case .report: "r"
    }
  }

  var words: String {
    switch self {
    case .figure: "figure (SVG)"
    case .table: "table (CSV)"
    case .json: "JSON"
    case .report: "report (Markdown)"
    }
  }

  /// The line that offers them, in the form that fits.
  static func offer(columns: Int) -> String {
    let forms = [
      "take away:  " + allCases.map { "\($0.key) \($0.words)" }.joined(separator: "  ") + "  Esc",
      "take: " + allCases.map { "\($0.key) \($0)" }.joined(separator: " ") + "  Esc",
    ]
    return forms.first { Text.width($0) + 2 <= columns } ?? forms[1]
  }
}

/// A file that a person wants, and how what is in it was picked.
public struct TakeAwayRequest: Equatable, Sendable {
  public var what: TakeAway
  /// Of the figure; the others are about all behaviours.
  public var behaviour: BehaviourKey?
  public var card: Card
}
