import ArgumentParser
import Canvas

/// A command line as a shell takes it back.
enum ShellWords {
  /// The command line that makes the same again, without what is of one machine or one time: where the file goes, where
  /// the index is, how many read at once.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - format: what only the ending of the file's name told.
  static func made(by arguments: [String], as format: Format? = nil) -> String {
    var words: [String] = []
    var isValue = false
    for word in arguments {
      if isValue {
        isValue = false
      } else if passing.contains(word) {
        isValue = true
      } else if !flags.contains(word), !passing.contains(where: { word.hasPrefix($0 + "=") }) {
        words.append(word)
      }
    }
    // A figure goes nowhere unless it is told where to: to standard output, whatever its file was called.
    let isFigure = words.first == PlotCommand.configuration.commandName
    let more = (isFigure ? ["--out", "-"] : []) + (format.map { ["--format", $0.rawValue] } ?? [])
    words.insert(contentsOf: more, at: words.firstIndex(of: "--") ?? words.count)
    return line(["vane"] + words)
  }

  private static let passing: Set<String> = ["--out", "--cache", "--jobs"]
  private static let flags: Set<String> = ["--quiet", "--no-cache", "--read-only"]

  static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// The words of a line, as far as quotes go, and what a backslash outside of them keeps: nothing in it is expanded.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Unicode.Scalar?
    var isKept = false
    // Scalars, as a shell has them: to Swift a quote with an accent behind it is another character.
    for scalar in line.unicodeScalars {
      if isKept {
        word = (word ?? "") + String(scalar)
        isKept = false
      } else if let open = quote {
        if scalar == open { quote = nil } else { word?.unicodeScalars.append(scalar) }
      } else if scalar == "\\" {
        isKept = true
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        word = word ?? ""
      } else if scalar == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(scalar)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_./:=,+@%".unicodeScalars.contains(scalar))
      }
    return isPlain ? word : "'" + Text.escaped(word) { $0 == "'" ? "'\\''" : nil } + "'"
  }
}
