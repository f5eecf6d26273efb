/// A pattern for names: `*` stands for any letters, `?` for one. Everything else stands for itself.
public struct Glob: Sendable, Hashable {
  public let pattern: String
  /// True when the pattern is a plain name.
  public let isName: Bool
  /// How many letters it names: of two patterns that match, the one that names more says more.
  let letters: Int
  private let whole: NamePattern
  /// As a path: a pattern for each name on the way.
  private let steps: [NamePattern]
  /// Where its only name may stand: in any folder, or here.
  private let isAnywhere: Bool
  private let hasSlash: Bool

  public init(_ pattern: String) {
    let slash = UInt8(ascii: "/")
    let whole = NamePattern(pattern)
    let names = FolderName.names(pattern)
    let isFolder = names.count == 1 && pattern.utf8.last == slash && pattern.utf8.first != slash
    self.pattern = pattern
    self.whole = whole
    isName = whole.isName
    letters = whole.named
    steps = names.map { NamePattern($0) }
    hasSlash = pattern.utf8.contains(slash)
    isAnywhere = isFolder || !pattern.utf8.contains(slash)
  }

  /// The whole of `name`, or its last part: what stands after the organisation in `EleutherAI/pythia-70m`.
  public func matchesName(_ name: String) -> Bool {
    // Most are plain names, and they are held against the name of every run.
    if isName { return pattern == name || !hasSlash && Self.last(name).map { $0 == pattern } == true }
    return whole.matches(name[...]) || Self.last(name).map(whole.matches) == true
  }

  public func matches(_ text: String) -> Bool { whole.matches(text[...]) }

  /// A path below the manifest's folder, as `.gitignore` has it: a pattern without `/` is a file's or folder's name
  /// anywhere; with `/` it is a path from here on, in which `*` stays within one name and `**` does not. A folder
  /// stands for all that is in it.
  public func matchesPath(_ path: String) -> Bool { matchesPath(of: FolderName.names(path)) }

  /// The same, for a path that is held against many patterns.
  func matchesPath(of names: [String]) -> Bool {
    guard let first = steps.first else { return false }
    if isAnywhere { return names.contains { first.matches($0[...]) } }
    return matchesSteps(names)
  }

  /// Greedy over the names of a path. Done when the pattern is used up: what is left lies in the folder that it names.
  private func matchesSteps(_ names: [String]) -> Bool {
    var (p, n) = (0, 0)
    var stars: (step: Int, name: Int)?
    while p < steps.count {
      if steps[p].isAnyDepth {
        // All that is in the folder, and not the folder's name itself.
        if p + 1 == steps.count { return n < names.count }
        stars = (p, n)
        p += 1
      } else if n < names.count, steps[p].matches(names[n][...]) {
        (p, n) = (p + 1, n + 1)
      } else if let last = stars, last.name < names.count {
        stars = (last.step, last.name + 1)
        (p, n) = (last.step + 1, last.name + 1)
      } else {
        return false
      }
    }
    return true
  }

  /// What stands behind the last slash; nil where there is none.
  static func last(_ name: String) -> Substring? {
    name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[name.utf8.index(after: $0)...] }
  }
}
