import Runs

/// The members `keys` of a file's outermost object; the rest is stepped over. Large headers hold pages that nobody
/// needs.
func header(of file: LogFile, keys: [String]) -> Result<JSON, Problem> {
  do throws(Problem) {
    var scan = JSONScanner(try file.open(), byLine: false)
    do throws(JSONScanner.Fault) {
      var budget = 1 << 26
      var members: [JSON.Member] = []
      try scan.enterObject()
      while try scan.nextKey() {
        let key = String(decoding: scan.text, as: UTF8.self)
        if keys.contains(key) {
          members.append(JSON.Member(key: key, value: try scan.tree(budget: &budget)))
        } else {
          try scan.skip()
        }
      }
      guard scan.isAtEnd() else { throw .unexpected(try scan.peek()) }
      return .success(.object(members))
    } catch {
      if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
      let line = try file.open().line(of: scan.offset)
      let cause = error == .end ? "is cut off" : error.words
      throw Problem(Place(file: file.path, line: line), cause, "nothing was read from this file; write it again")
    }
  } catch {
    return .failure(error)
  }
}
