public import Runs

/// An Inspect log as an archive. The summaries tell all but what was too long for them, so they are read first, and a
/// sample's own member only where it tells more.
public enum InspectEvalReader: TextReader {
  public static let name = "inspect-eval"
  public static let summary = "Inspect .eval archives, deflate or zstd, also of unfinished runs"

  public static func recognizes(_ file: LogFile) -> Bool {
    guard file.head.starts(with: [0x50, 0x4B, 3, 4]) else { return false }
    guard let source = try? file.open(), let archive = try? Archive(source) else {
      // Cut off, but begun as Inspect begins its archives.
      let start = String(decoding: file.head.dropFirst(30).prefix(20), as: UTF8.self)
      return ["_journal/", "samples/", "header.json"].contains { start.hasPrefix($0) }
    }
    return archive["header.json"] != nil || archive["_journal/start.json"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    var problems = ProblemList(in: file.path)
    do throws(Problem) {
      let source = try file.open()
      do throws(Archive.Fault) {
        let archive = try Archive(source)
        var log = InspectArchive(archive)
        let columns = log.read(&problems, cancelled)
        reading.problems = problems.all
        columns.reading(into: &reading, file: file.path)
        if log.isUnfinished {
          let what = "the run did not finish: it has no header"
          reading.problems.append(Problem(Place(file: file.path), what, "what it had sampled was read", rejects: false))
        }
        return reading
      } catch {
        problems.add(error.words, "nothing was read from this archive")
      }
    } catch {
      problems.add(error)
    }
    reading.problems = problems.all
    return reading
  }

  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    try texts(in: file)(address)
  }

  /// The archive's directory is as long as the archive has samples, so it is read once.
  public static func texts(in file: LogFile) throws(Problem) -> ItemTextReading {
    let source = try file.open()
    let archive: Archive
    do throws(Archive.Fault) {
      archive = try Archive(source)
    } catch {
      throw gone(file, error)
    }
    let samples = Dictionary(
      archive.members.filter { $0.name.hasPrefix("samples/") }.map { ($0.offset, $0) },
      uniquingKeysWith: { first, _ in first })
    return { address throws(Problem) in
      do throws(Archive.Fault) {
        guard let member = samples[address.offset] else { throw Archive.Fault(words: "the sample is no longer there") }
        guard member.size <= mostTextBytes else {
          throw Archive.Fault(
            words: "the sample is \(member.size >> 20) MiB large; at most \(mostTextBytes >> 20) are shown")
        }
        guard let text = ItemText(inspectSample: try archive.bytes(of: member)) else {
          throw Archive.Fault(words: "\(member.name) is not a sample")
        }
        return text
      } catch {
        throw gone(file, error)
      }
    }
  }

  private static func gone(_ file: LogFile, _ fault: Archive.Fault) -> Problem {
    Problem(Place(file: file.path), fault.words, "open it with inspect view, or index the file again")
  }
}

/// The members of one archive, put together.
private struct InspectArchive {
  private let archive: Archive
  var isUnfinished: Bool { archive["header.json"] == nil }

  init(_ archive: Archive) { self.archive = archive }

  mutating func read(_ problems: inout ProblemList, _ cancelled: () -> Bool) -> InspectColumns {
    var columns = InspectColumns(InspectHeader(header(&problems)))
    let own = archive.members.filter { $0.name.hasPrefix("samples/") && $0.name.hasSuffix(".json") }
    let summaries = summaries(&problems)
    var (probes, tellsMore) = (0, false)
    // A summary may stand there any number of times; the sample that it sums up is unpacked once.
    var unpacked: Set<ExactName> = []
    for (turn, summary) in summaries.enumerated() {
      if turn & 0x3F == 0x3F, cancelled() { return columns }
      var sample = summary
      if let member = archive["samples/\(summary.id)_epoch_\(summary.epoch).json"] {
        sample.address = address(of: member)
        let isWanted = tellsMore || probes < Self.mostProbes && turn < Self.mostUnjudged || summary.isShortened
        if isWanted, !unpacked.insert(ExactName(member.name)).inserted { continue }
        if isWanted, let full = self.sample(member, &problems) {
          // The first ones show whether the samples hold log-likelihoods that the summaries lack.
          if !tellsMore { tellsMore = !places(full, columns).isSubset(of: places(summary, columns)) }
          if !summary.scores.isEmpty { probes += 1 }
          if tellsMore || summary.isShortened { sample = full }
        }
      }
      columns.add(sample)
    }
    for (turn, member) in own.enumerated() {
      if turn & 0x3F == 0x3F, cancelled() { return columns }
      if isSummarised(member, in: columns) { continue }
      if let sample = sample(member, &problems) { columns.add(sample) }
    }
    return columns
  }

  /// One that was answered with something else than a letter holds none, and says nothing of the others. One that
  /// failed, and has no score, says even less: those are often the first to end.
  private static let mostProbes = 16
  private static let mostUnjudged = 512

  /// Where log-likelihoods of the choices are.
  private func places(_ sample: InspectSample, _ columns: InspectColumns) -> Set<LogprobPlace> {
    let scorers = sample.scores.isEmpty ? [""] : sample.scores.map(\.key)
    return Set(scorers.flatMap { columns.measurement(of: sample, scorer: $0).found.map(\.place) })
  }

  /// By its name, which holds the id as it is.
  private func isSummarised(_ member: Archive.Member, in columns: InspectColumns) -> Bool {
    let stem = member.name.dropFirst("samples/".count).dropLast(".json".count)
    guard let mark = stem.lastIndex(of: "_"), let epoch = Int(stem[stem.index(after: mark)...]) else { return false }
    let id = stem[..<mark]
    return id.hasSuffix("_epoch") && columns.contains(id: String(id.dropLast("_epoch".count)), epoch: epoch)
  }

  private func address(of member: Archive.Member) -> Address {
    Address(offset: member.offset, length: UInt32(clamping: member.packed), line: 0)
  }

  private func header(_ problems: inout ProblemList) -> JSON {
    for name in ["header.json", "_journal/start.json"] {
      guard let member = archive[name], let bytes = bytes(of: member, &problems) else { continue }
      if let header = try? JSON(parsing: bytes) { return header }
      problems.add("\(name) is not JSON", "the run's model is unknown without it")
    }
    return .null
  }

  /// All of them, or the pieces that an unfinished run has written so far.
  private func summaries(_ problems: inout ProblemList) -> [InspectSample] {
    var members = [archive["summaries.json"]].compactMap { $0 }
    if members.isEmpty { members = archive.members.filter { $0.name.hasPrefix("_journal/summaries/") } }
    var samples: [InspectSample] = []
    for member in members {
      guard let bytes = bytes(of: member, &problems) else { continue }
      var scan = JSONScanner(MemoryBytes(bytes), byLine: false)
      do throws(JSONScanner.Fault) {
        try scan.enterArray()
        while try scan.nextElement() {
          if let sample = try InspectSample.read(&scan) { samples.append(sample) }
        }
      } catch {
        problems.add("\(member.name) is broken: \(error.words)", "the samples themselves were read instead")
      }
    }
    return samples
  }

  private func sample(_ member: Archive.Member, _ problems: inout ProblemList) -> InspectSample? {
    guard let bytes = bytes(of: member, &problems) else { return nil }
    var scan = JSONScanner(MemoryBytes(bytes), byLine: false)
    do throws(JSONScanner.Fault) {
      if var sample = try InspectSample.read(&scan) {
        sample.address = address(of: member)
        return sample
      }
      problems.add("\(member.name) has no id", "sample skipped")
    } catch {
      problems.add("\(member.name) is broken: \(error.words)", "sample skipped")
    }
    return nil
  }

  private func bytes(of member: Archive.Member, _ problems: inout ProblemList) -> [UInt8]? {
    do throws(Archive.Fault) {
      return try archive.bytes(of: member)
    } catch {
      problems.add("\(member.name) \(error.words)", "left out")
      return nil
    }
  }
}
