/// A file as it was when it was read: another size or time means that it must be read anew.
public struct FileStamp: Hashable, Sendable {
  /// Absolute, without links resolved: as the user would write it.
  public var path: String
  public var size: UInt64
  /// Nanoseconds since 1970. Whoever writes the file may set it as he likes.
  public var modified: Int64
  /// Nanoseconds since 1970, when the file's content, name or rights were changed last: nobody can set it, so that an
  /// edit which leaves size and time as they were is noticed too; over links, mixed with where they lead. 0 where it is
  /// not known, or cannot be relied on.
  public var changed: Int64

  public init(path: String, size: UInt64, modified: Int64, changed: Int64 = 0) {
    self.path = path
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The path by its bytes: names that only look alike are two files.
  public static func == (a: Self, b: Self) -> Bool {
    ExactName(a.path) == ExactName(b.path) && a.size == b.size && a.modified == b.modified && a.changed == b.changed
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactName(path))
    hasher.combine(size)
    hasher.combine(modified)
    hasher.combine(changed)
  }

  /// Anybody may set a file's time centuries away, to more nanoseconds than fit: it stays at the last that do.
  public static func nanoseconds(seconds: Int64, and rest: Int64) -> Int64 {
    min(max(seconds, -mostSeconds), mostSeconds) * 1_000_000_000 + rest
  }

  /// The year 2255.
  private static let mostSeconds: Int64 = 9_000_000_000
}

/// Columns without their numbers: enough to know what a file holds and to ask for the rest by `id`.
public struct ColumnsHead: Hashable, Sendable {
  public var id: Int64
  public var task: String
  public var filter: String?
  public var kind: Columns.Kind
  /// Items, and numbers over all of them (for questions: choices).
  public var count: Int
  public var values: Int
  /// Equal ones hold the same items, asked alike and in the same order; nil where nobody knows.
  public var list: Int64?
  /// Equal ones hold the same numbers, wherever in their files they stand; nil where nobody knows.
  public var numbers: Int64?

  public init(
    id: Int64, task: String, filter: String?, kind: Columns.Kind, count: Int, values: Int = 0, list: Int64? = nil,
    numbers: Int64? = nil
  ) {
    self.id = id
    self.task = task
    self.filter = filter
    self.kind = kind
    self.count = count
    self.values = values
    self.list = list
    self.numbers = numbers
  }
}

/// What the index remembers of one file.
public struct IndexedFile: Sendable, Equatable {
  public var stamp: FileStamp
  /// nil: no reader recognised it.
  public var format: String?
  public var facts: [RunFacts]
  public var heads: [ColumnsHead]
  public var problems: [Problem]
  public var ignoredBecause: String?
  public var end: ReadingEnd?

  public init(
    stamp: FileStamp, format: String?, facts: [RunFacts] = [], heads: [ColumnsHead] = [], problems: [Problem] = [],
    ignoredBecause: String? = nil
  ) {
    self.stamp = stamp
    self.format = format
    self.facts = facts
    self.heads = heads
    self.problems = problems
    self.ignoredBecause = ignoredBecause
  }
}
