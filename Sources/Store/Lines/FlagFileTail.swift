import Runs

/// Reads one flag file from where it was read to the last time. Where it is another file now, or was changed before its
/// end, it is read from the beginning.
struct FlagFileTail: Sendable {
  private let file: AppendOnlyFile
  /// As the file was when it was read last.
  private var known: (identity: FileIdentity?, stamp: FileStamp?)?
  /// Behind the last whole line, and how many there are before it.
  private var offset: Int64 = 0
  private var lines = 0
  /// The first bytes of the file, and the last ones before `offset`: where they are others now, the file was changed.
  private var head: [UInt8] = []
  private var before: [UInt8] = []
  /// What stands at `offset` is the middle of a line that is too long to be read, and was told.
  private var isInLongLine = false
  /// Why the last look failed: it is told once, and tried again, for mended rights do not show in the stamp.
  private(set) var trouble: StoreProblem?

  private static let piece = 1 << 20
  /// All of a file that people write by hand and by key. Of a longer one the end is held against what it was as well:
  /// some lines with their ids, for a file that is made anew may have the old one's inode.
  private static let wholly = 16 << 20
  private static let remembered = 4096

  init(_ file: AppendOnlyFile) { self.file = file }

  /// Takes what is new, if anything is; nothing where the file is as it was.
  mutating func look(_ take: (FlagTail.Piece) -> Void) throws(StoreProblem) {
    do throws(StoreProblem) {
      try lookOnce(take)
      trouble = nil
    } catch {
      let isKnown = trouble == error
      trouble = error
      if !isKnown { throw error }
    }
  }

  private mutating func lookOnce(_ take: (FlagTail.Piece) -> Void) throws(StoreProblem) {
    // Before reading: what comes meanwhile is seen at the next look.
    let now = (identity: FileIdentity(file.path), stamp: file.stamp)
    if trouble == nil, let known, known.identity == now.identity, known.stamp == now.stamp { return }
    if file.isGiven, known != nil { return }
    // Where the last one failed, what was taken until then is held against what is there.
    let isFirst = known == nil || trouble != nil
    // What is only added to is longer than it was.
    let hasGrown = (known?.stamp?.size ?? 0) < (now.stamp?.size ?? 0)
    let isOther = known?.identity != now.identity || (!isFirst && !hasGrown)
    let isGone = known?.identity != nil && now.identity == nil
    known = now
    if file.isGiven { return tell(try file.bytes(), isFirst: true, take) }
    try file.expectEnd(of: now.stamp)
    let stands = isOther ? false : try standsAsItWas()
    if !stands {
      begin()
      take(.anew)
    }
    if isGone {
      take(.problem(Problem(Place(file: file.path), "the file is gone", "its lines are not shown any more")))
    }
    let loose = try readOn(take)
    if !loose.isEmpty { tell(loose, isFirst: isFirst, take) }
  }

  /// Takes all that is there, though nothing has changed.
  mutating func lookAgain(_ take: (FlagTail.Piece) -> Void) throws(StoreProblem) {
    try file.expectEnd(of: file.stamp)
    begin()
    let loose = try readOn(take)
    if !loose.isEmpty { tell(loose, isFirst: false, take) }
  }

  private mutating func begin() { (offset, lines, head, before, isInLongLine) = (0, 0, [], [], false) }

  /// Is what was read still there?
  private func standsAsItWas() throws(StoreProblem) -> Bool {
    if offset == 0 { return true }
    guard try stands(head, from: 0) else { return false }
    return try stands(before, from: offset - Int64(before.count))
  }

  private func stands(_ bytes: [UInt8], from start: Int64) throws(StoreProblem) -> Bool {
    try file.bytes(from: start, atMost: bytes.count) == bytes
  }

  /// - Returns: the last line, where it has no end.
  private mutating func readOn(_ take: (FlagTail.Piece) -> Void) throws(StoreProblem) -> [UInt8] {
    var rest: [UInt8] = []
    while true {
      let more = try file.bytes(from: offset + Int64(rest.count), atMost: Self.piece)
      if more.isEmpty { return rest }
      if isInLongLine {
        let end = more.firstIndex(of: UInt8(ascii: "\n"))
        stepOver(more[...(end ?? more.count - 1)])
        if end != nil { (lines, isInLongLine) = (lines + 1, false) }
        continue
      }
      guard let end = more.lastIndex(of: UInt8(ascii: "\n")) else {
        rest += more
        // Without an end so far, and no line will come of it.
        if rest.count > JSONLine.mostBytes {
          tell(rest, isFirst: true, take)
          stepOver(rest)
          (rest, isInLongLine) = ([], true)
        }
        continue
      }
      let whole: [UInt8] = rest + more[..<end]
      tell(whole, isFirst: true, take)
      lines += whole.count { $0 == UInt8(ascii: "\n") } + 1
      stepOver(rest)
      stepOver(more[...end])
      rest = Array(more[(end + 1)...])
    }
  }

  private mutating func stepOver(_ bytes: some Collection<UInt8>) {
    offset += Int64(bytes.count)
    head += bytes.prefix(Self.wholly - head.count)
    before += bytes.suffix(Self.remembered)
    before.removeFirst(max(0, before.count - Self.remembered))
  }

  /// A last line without its end is a line if it can be read. If not, somebody may be writing it: what an open file
  /// shows is not called torn before it is read for the first time, or has an end.
  private func tell(_ loose: [UInt8], isFirst: Bool, _ take: (FlagTail.Piece) -> Void) {
    let (found, problems) = FlagLine.readLines(loose, file: file.path, from: lines + 1)
    if !found.isEmpty { take(.lines(found.map(\.entry))) }
    guard isFirst else { return }
    for problem in problems { take(.problem(problem)) }
  }
}
