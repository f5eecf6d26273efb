import Runs

/// Append-only files that are read as one; lines are added to one of them.
struct LineFiles: Sendable {
  let places: LinePlaces
  /// The one that lines are added to.
  let own: AppendOnlyFile
  /// All of them.
  let all: [AppendOnlyFile]

  init(_ places: LinePlaces, holding noun: String) {
    self.places = places
    own = AppendOnlyFile(path: places.path, holding: noun)
    all = places.all.map { AppendOnlyFile(path: $0, holding: noun) }
  }

  /// What `parse` makes of each file's bytes, one file behind the other.
  ///
  /// - Throws: where the one that lines are added to cannot be read. Another that cannot, a colleague's perhaps, is a
  ///   problem and hides nobody else's lines.
  func read<Entry>(
    _ parse: (_ bytes: [UInt8], _ file: String) -> (entries: [Entry], problems: [Problem])
  ) throws(StoreProblem) -> (entries: [Entry], problems: [Problem]) {
    var (entries, problems): ([Entry], [Problem]) = ([], [])
    for file in all {
      do throws(StoreProblem) {
        let found = parse(try file.bytes(), file.path)
        entries += found.entries
        problems += found.problems
      } catch {
        guard file.path != places.path else { throw error }
        problems.append(Problem(error))
      }
    }
    return (entries, problems)
  }

  /// Changes when any of them does.
  var stamps: [FileStamp?] { all.map(\.stamp) }
}
