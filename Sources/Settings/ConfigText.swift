public import Runs

/// A `config.toml` as text → what it says, and every mistake in its form with line, key and what to do. What is not
/// mistaken counts: one wrong key costs that key, only text that is no TOML costs all.
public struct ConfigText: Sendable {
  public let config: Config
  public let problems: [Problem]
  /// Where each key stands, for mistakes that only others can see.
  private let file: String

  /// Longer ones are refused.
  public static let mostBytes = TOMLSource.mostBytes

  /// - Parameter path: of the file, as problems are to tell it.
  public init(_ bytes: [UInt8], path: String) {
    var reader = ConfigReader(file: path)
    do throws(Problem) {
      let source = try TOMLSource(bytes, path: path)
      reader.lines = source.lines
      reader.read(source.table)
    } catch {
      reader.problems.append(error)
    }
    file = path
    config = reader.config
    problems = reader.problems.inOrder
  }

  /// One that cannot be opened.
  public init(unreadable path: String, because why: String) {
    file = path
    config = Config()
    problems = [Problem(Place(file: path), why, "nothing of this file is used; let it be read")]
  }

  /// A mistake in what an entry says.
  public func problem<Value>(with entry: Config.Entry<Value>, _ what: String, _ action: String) -> Problem {
    Problem(Place(file: file, line: entry.line), "\(TOMLText.told(entry.path)): \(what)", action)
  }
}

extension [Problem] {
  /// By the lines that they are on.
  public var inOrder: [Problem] { sorted { ($0.place.line ?? 0, $0.what) < ($1.place.line ?? 0, $1.what) } }
}
