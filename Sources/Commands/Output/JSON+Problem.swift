import Runs

extension JSON {
  /// - Parameter name: what a file is called, as the user wrote it.
  init(_ problem: Problem, named name: (String) -> String) {
    let shown = problem.named(name)
    self = .object([
      ("file", .string(shown.place.file)), ("line", JSON(shown.place.line)), ("what", .string(shown.what)),
      ("action", .string(shown.action)),
    ])
  }
}

extension Problem {
  /// With its files as the user wrote them: a home folder is nobody's business.
  func named(_ name: (String) -> String) -> Problem {
    var shown = self
    shown.place.file = name(place.file)
    shown.what = what.endingWithFile(named: name)
    return shown
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
