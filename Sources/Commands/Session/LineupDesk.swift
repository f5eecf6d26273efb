import Dashboard
import Runs
import Store
import Trends

/// The line-up file of a session: stores answers with who and when, and tells how things stand on disk.
struct LineupDesk {
  private let log: LineupLog
  private let readOnly: Bool
  private let author = Author.name
  private let clock = ContinuousClock()
  private var stamps: [FileStamp?] = []
  private var hasTold = false
  private let options: RunOptions
  /// Answers that could not be stored yet, oldest first.
  private var unwritten: [LineupPlay] = []
  private var round = ""
  /// When the line-up on screen came there.
  private var since: ContinuousClock.Instant?

  init(_ options: RunOptions) {
    log = LineupShelf.log(options)
    readOnly = options.readOnly
    self.options = options
  }

  /// What to tell the board after a step: the file as it is on disk now, or why the answer could not be stored.
  mutating func take(_ step: LineupStep) -> [Event] {
    switch step {
    case .began:
      round = Ticket.now().id
      since = clock.now
      return []
    case .answered(let answer):
      let seconds = since.map { $0.duration(to: clock.now) / .milliseconds(1) / 1000 }
      since = clock.now
      guard !readOnly else { return [] }
      unwritten.append(play(answer, seconds: seconds))
      do throws(StoreProblem) {
        try store()
      } catch {
        return [.message("not stored yet, \(unwritten.count) waiting: \(error)")]
      }
      return state()
    }
  }

  /// With those before it that could not be stored: the disk may have room again.
  private mutating func store() throws(StoreProblem) {
    if unwritten.isEmpty { return }
    try Folders.make(above: log.path, of: options)
    while let next = unwritten.first {
      try log.append(next)
      unwritten.removeFirst()
    }
  }

  /// Answers that could not be stored yet.
  var waiting: Int { unwritten.count }

  /// Tries for the last time; what could not be stored, as sentences.
  mutating func finish() -> [String] {
    do throws(StoreProblem) {
      try store()
      return []
    } catch {
      return ["\(unwritten.count) of the answers to line-ups were not stored: \(error)"]
    }
  }

  private func play(_ answer: LineupAnswer, seconds: Double?) -> LineupPlay {
    let ticket = Ticket.now()
    return LineupPlay(
      id: ticket.id, time: ticket.time, author: author, round: round, seed: answer.seed, number: answer.number,
      question: answer.lineup.question.rawValue, measure: answer.measure.rawValue, lineup: answer.lineup.fingerprint,
      shown: answer.lineup.names, truth: answer.lineup.truth, pick: answer.pick,
      seconds: seconds.map { ($0 * 10).rounded() / 10 }, confidence: answer.confidence,
      isMatched: answer.lineup.isMatched)
  }

  /// The record, if the file changed since the last look or was never looked at: somebody else may write to it.
  mutating func stateIfChanged() -> [Event] {
    guard !hasTold || log.stamps != stamps else { return [] }
    return state()
  }

  private mutating func state() -> [Event] {
    hasTold = true
    stamps = log.stamps
    // Eight digits can be read out to a colleague.
    var record = LineupRecord(author: author, seed: .random(in: 1...99_999_999))
    if readOnly { record.notStored = "--read-only" }
    do throws(StoreProblem) {
      let (plays, problems) = try log.read()
      record.plays = plays
      return [.lineups(record)] + problems.prefix(1).map { .message($0.description) }
    } catch {
      record.notStored = error.description
      return [.lineups(record), .message(error.description)]
    }
  }
}
