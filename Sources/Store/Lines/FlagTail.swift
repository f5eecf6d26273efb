public import Runs

/// Reads flag files from where they were read to the last time: only what a colleague adds is parsed. Whether what was
/// read still stands is looked at whenever a file has grown, in its first 16 MiB and at its end.
public struct FlagTail: Sendable {
  public enum Piece: Sendable {
    /// What was told before counts no more.
    case anew
    /// In the file's order. The last one, where its line has no end yet, may come once more.
    case lines([Flag])
    case problem(Problem)

    fileprivate var isAnew: Bool { if case .anew = self { true } else { false } }
  }

  private var tails: [FlagFileTail]

  init(_ files: [AppendOnlyFile]) { tails = files.map { FlagFileTail($0) } }

  /// Why one of the files could not be read at the last look, whether it was told then or before.
  public var trouble: StoreProblem? { tails.lazy.compactMap(\.trouble).first }

  /// Takes what is new, if anything is; nothing where the files are as they were.
  ///
  /// - Throws: where there is one file and it cannot be read. One of several is a problem among the others' lines.
  public mutating func look(_ take: (Piece) -> Void) throws(StoreProblem) {
    if tails.count == 1 { return try tails[0].look(take) }
    var found: [[Piece]] = []
    for at in tails.indices { found.append(pieces(at, again: false)) }
    if found.contains(where: { $0.contains(where: \.isAnew) }) {
      // What was told of the other files counts no more either.
      for at in tails.indices where !found[at].contains(where: \.isAnew) { found[at] = pieces(at, again: true) }
      take(.anew)
    }
    for piece in found.joined() where !piece.isAnew { take(piece) }
  }

  private mutating func pieces(_ at: Int, again: Bool) -> [Piece] {
    var found: [Piece] = []
    do throws(StoreProblem) {
      if again {
        try tails[at].lookAgain { found.append($0) }
      } else {
        try tails[at].look { found.append($0) }
      }
    } catch {
      found.append(.problem(Problem(error)))
    }
    return found
  }
}
