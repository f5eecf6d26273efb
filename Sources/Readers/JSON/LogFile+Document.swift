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
}
