/// Something about a file that its reader wants a person to know, said as `FILE:LINE: what; action`. What keeps a whole
/// file, or one item's text, from being read is thrown as it is.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
  public var place: Place
  /// What is wrong, without the place: `loss is not a number`.
  public var what: String
  /// What was done about it or what to do: `row skipped`.
  public var action: String
  /// False for a remark (nothing was lost); true when some input was rejected (exit status 3).
  public var rejects: Bool
  /// How many it stands for, where the others are left out. Not stored.
  public var count = 1

  public init(_ place: Place, _ what: String, _ action: String, rejects: Bool = true) {
    self.place = place
    self.what = what
    self.action = action
    self.rejects = rejects
  }

  public var description: String { "\(place): \(what); \(action)" }
}

extension Sequence<Problem> {
  /// How much input was rejected, what is only counted too.
  public var rejections: Int { reduce(0) { $0 + ($1.rejects ? $1.count : 0) } }
}

extension String {
  /// No more of it than a name or a sentence needs: a file may hold a name of megabytes, and say it a thousand times.
  public var shortened: String {
    guard utf8.count > Self.mostScalars, !unicodeScalars.dropFirst(Self.mostScalars).isEmpty else { return self }
    return String(unicodeScalars.prefix(Self.mostScalars - 1)) + "…"
  }

  private static let mostScalars = 512
}
