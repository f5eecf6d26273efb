import Runs

extension LogFile {
  /// Goes through the one JSON document that the file is. Where it is cut off or broken, or cannot be read any further,
  /// that is told, and what `body` took until then counts.
  ///
  /// - Parameter kept: what that is: `the samples before it were read`.
  func readDocument(
    keeping kept: String, _ problems: inout ProblemList,
    _ body: (_ scan: inout JSONScanner, _ problems: inout ProblemList) throws(JSONScanner.Fault) -> Void
  ) {
    do throws(Problem) {
      let source = try open()
      var scan = JSONScanner(source, byLine: false)
      do throws(JSONScanner.Fault) {
        try body(&scan, &problems)
      } catch {
        let what = error == .end ? "is cut off" : error.words
        problems.add(what, kept, line: source.line(of: scan.offset))
      }
      if let failure = scan.failure { throw LogFile.problem(path, failure) }
    } catch {
      problems.add(error)
    }
  }

  /// The same of a document that is an object: its members of these names, while `body` takes what is in its one long
  /// array.
  func readObject(
    _ names: [String], array: String, keeping kept: String, _ problems: inout ProblemList,
    _ body: (_ scan: inout JSONScanner, _ problems: inout ProblemList) throws(JSONScanner.Fault) -> Void
  ) -> JSON {
    var members: [JSON.Member] = []
    readDocument(keeping: kept, &problems) {
      (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      var budget = 1 << 26
      try scan.enterObject()
      while try scan.nextKey() {
        let key = String(decoding: scan.text, as: UTF8.self)
        if key == array, try scan.peek() == 0x5B {
          try body(&scan, &problems)
        } else if names.contains(key) {
          members.append(JSON.Member(key: key, value: try scan.tree(budget: &budget)))
        } else {
          try scan.skip()
        }
      }
    }
    return .object(members)
  }
}
