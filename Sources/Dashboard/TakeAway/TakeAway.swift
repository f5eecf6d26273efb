internal import Canvas
public import Runs

/// What can be taken away as a file, each by one key.
public enum TakeAway: String, CaseIterable, Sendable {
  case figure, table, json, report
  /// The screen itself, drawn or as plain text: on every screen.
  case picture, text

  var key: Key {
    switch self {
    case .figure: "f"
    case .table: "t"
    case .json: "j"
    case .report: "r"
    case .picture: "p"
    case .text: "w"
    }
  }

  /// From the longest form to the shortest.
  var words: [String] {
    switch self {
    case .figure: ["figure (SVG)", "figure", "fig"]
    case .table: ["table (CSV)", "table", "tab"]
    case .json: ["JSON", "json", "json"]
    case .report: ["report (Markdown)", "report", "rep"]
    case .picture: ["screen (SVG)", "picture", "pic"]
    case .text: ["as text", "text", "txt"]
    }
  }

  /// What a file of it ends with.
  public var ending: String {
    switch self {
    case .figure, .picture: "svg"
    case .table: "csv"
    case .json: "json"
    case .report: "md"
    case .text: "txt"
    }
  }

  /// The line that offers them, in the form that fits.
  static func offer(_ all: [TakeAway], columns: Int) -> String {
    let leads = ["take away:  ", "take: ", ""]
    let forms = leads.indices.map { form in
      leads[form] + all.map { "\($0.key) \($0.words[form])" }.joined(separator: form == 0 ? "  " : " ") + "  Esc"
    }
    return Text.first(of: forms, in: columns - 1)
  }

  /// Something that a screen gives: the command that prints the same, without folders and options.
  public struct Offer: Equatable, Sendable {
    public var what: TakeAway
    /// `plot`, or `plan check`.
    public var command: [String]
    public var arguments: [String]
    public var measure: Measure
    /// Of the file's name: `facts direct`.
    var name: String
    /// Whether the command leaves out what the overview's filter does: then the filter is part of it.
    var isFiltered = false
    /// False where nothing that can be typed leads to it again.
    public var isRepeatable = true
  }
}

/// A file that a person wants, as the command line that writes it.
public struct TakeAwayRequest: Equatable, Sendable {
  public var offer: TakeAway.Offer
  /// Where to: a name that nobody chose is made anew until it is free.
  public var file: File

  public enum File: Equatable, Sendable {
    case new(stem: String, ending: String)
    /// - Parameter overwrites: what is there may go.
    case named(String, overwrites: Bool)
  }
}

extension TakeAway {
  /// An option with its value, also where the value looks like an option.
  public static func option(_ name: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
  }

  /// A name for a file: letters and digits of ASCII. A behaviour may be called anything; a file is not.
  static func stem(_ words: String) -> String {
    var stem = ""
    for scalar in words.unicodeScalars.prefix(200) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain { stem.unicodeScalars.append(scalar) } else if stem.last != "-", !stem.isEmpty { stem += "-" }
    }
    while stem.last == "-" { stem.removeLast() }
    return String(stem.prefix(80))
  }
}

extension BehaviourKey {
  /// As a command takes it: `facts:direct`.
  var argument: String { variant.map { "\(behaviour):\($0)" } ?? behaviour }
}
