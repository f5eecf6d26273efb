public import Runs

/// Why the index or the flag file could not be read or written: `FILE: what; what to do`.
public struct StoreProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var what: String
  public var action: String
  /// Of lines that were to be added: whichever can be read back is on disk all the same.
  public var keepsSome = false

  public init(_ file: String, _ what: String, _ action: String) {
    self.file = file
    self.what = what
    self.action = action
  }

  public var description: String { "\(file): \(what); \(action)" }
}

extension Problem {
  /// Of a file that was only to be read: the rest is shown without it.
  public init(_ problem: StoreProblem) { self.init(Place(file: problem.file), problem.what, problem.action) }
}
