import Runs

extension JSON {
  /// - Parameter name: what a file is called, as the user wrote it.
  init(_ problem: Problem, named name: (String) -> String) {
    self = .object([
      ("file", .string(name(problem.place.file))), ("line", JSON(problem.place.line)),
      ("what", .string(problem.what.endingWithFile(named: name))), ("action", .string(problem.action)),
    ])
  }
}

extension String {
  /// A sentence that may end with another file's whole path, with that file as the user wrote it.
  func endingWithFile(named name: (String) -> String) -> String {
    for at in utf8.indices where utf8[at] == UInt8(ascii: "/") && utf8[..<at].last == UInt8(ascii: " ") {
      let path = String(self[at...])
      let shown = name(path)
      if shown != path { return String(self[..<at]) + shown }
    }
    return self
  }
}
