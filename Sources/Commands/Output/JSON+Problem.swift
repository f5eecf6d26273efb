import Runs

extension JSON {
  /// - Parameter name: what a file is called, as the user wrote it.
  init(_ problem: Problem, named name: (String) -> String) {
    self = .object([
      ("file", .string(name(problem.place.file))), ("line", JSON(problem.place.line)), ("what", .string(problem.what)),
      ("action", .string(problem.action)),
    ])
  }
}
