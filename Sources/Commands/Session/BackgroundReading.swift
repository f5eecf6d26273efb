import Canvas
import Dashboard
import Dispatch
import Runs
import Store
import Synchronization

/// Reads while the dashboard is already on screen: first what the index knows, then what is new, then what lands.
final class BackgroundReading: Sendable {
  private let shelf: Shelf
  private let inbox: Inbox
  private let current = Mutex<Answers?>(nil)
  private let stopped = Atomic<Bool>(false)
  /// Number of the question whose answer is waited for; an older one's computation can stop.
  private let wanted = Atomic<Int>(0)
  private let finished = DispatchSemaphore(value: 0)
  /// What the overview's rows are marked with is nobody's question and takes longest, so it waits for the rest.
  private let marking = DispatchQueue(label: "marking", qos: .utility)
  private let readings = Atomic<Int>(0)
  /// The same for what is looked for in texts, beside the questions: a screen opens while it goes on.
  private let sought = Atomic<Int>(0)
  private let finding = DispatchQueue(
    label: "finding", qos: .userInitiated, attributes: [.concurrent, .initiallyInactive])
  /// Side by side: one that nobody waits for any more may hang in a file that does not answer.
  private let questions = DispatchQueue(
    label: "questions", qos: .userInitiated, attributes: [.concurrent, .initiallyInactive])
  /// Number of the last glance, and the queue that they wait in: a question is never behind them.
  private let glanced = Atomic<Int>(0)
  private let glances = DispatchQueue(label: "glances", qos: .utility, attributes: .initiallyInactive)

  init(shelf: Shelf, inbox: Inbox) {
    self.shelf = shelf
    self.inbox = inbox
  }

  func start() {
    DispatchQueue(label: "reading").guarded { [self] in
      read()
      finished.signal()
    }
  }

  /// Asks the reading to stop and gives it a moment to store what it has. No longer: whoever leaves does not wait, and
  /// the index stands a program that ends in the middle of a transaction.
  func stop() {
    stopped.store(true, ordering: .relaxed)
    _ = finished.wait(timeout: .now() + .milliseconds(100))
  }

  /// Answers on another thread; the answer comes by the inbox.
  func ask(_ question: Question) {
    if question.isOfTexts { return find(question) }
    let number = wanted.add(1, ordering: .relaxed).newValue
    questions.guarded { [self] in
      let isCancelled = { [self] in wanted.load(ordering: .relaxed) != number }
      if isCancelled() { return }
      guard let answers = current.withLock({ $0 }) else {
        inbox.post(.arrived(.refused(question, "nothing has been read yet")))
        return
      }
      let answer = answers.answer(question, isCancelled: isCancelled)
      if !isCancelled() { inbox.post(.arrived(answer)) }
    }
  }

  /// The answer comes in pieces.
  private func find(_ question: Question) {
    let number = sought.add(1, ordering: .relaxed).newValue
    finding.guarded { [self] in
      let isCancelled = { [self] in isStopped || sought.load(ordering: .relaxed) != number }
      if isCancelled() { return }
      guard let answers = current.withLock({ $0 }) else {
        inbox.post(.arrived(.refused(question, "nothing has been read yet")))
        return
      }
      let answer = answers.answer(question, isCancelled: isCancelled) { [self] piece in
        if !isCancelled() { inbox.post(.arrived(piece)) }
      }
      if !isCancelled() { inbox.post(.arrived(answer)) }
    }
  }

  func stopFinding() { sought.add(1, ordering: .relaxed) }

  /// Writes a file on another thread; what became of it comes by the inbox.
  ///
  /// - Parameter screen: what is on the terminal now.
  func takeAway(_ request: TakeAwayRequest, screen: Grid, theme: Theme) {
    inbox.post(.message("writing …"))
    questions.guarded { [self] in
      guard let answers = current.withLock({ $0 }) else { return inbox.post(.message("nothing has been read yet")) }
      inbox.post(
        .message(TakeAwayDesk(shelf: shelf, answers: answers, theme: theme).write(request, screen: screen)))
    }
  }

  /// Answers when there is time, unless another is asked for before: whoever runs down a list asks for what she stops at.
  func glance(_ question: Question?) {
    let number = glanced.add(1, ordering: .relaxed).newValue
    guard let question else { return }
    glances.guarded(after: 60) { [self] in
      let isCancelled = { [self] in isStopped || glanced.load(ordering: .relaxed) != number }
      guard !isCancelled(), let answers = current.withLock({ $0 }) else { return }
      let answer = answers.answer(question, isCancelled: isCancelled)
      if !isCancelled() { inbox.post(.glimpsed(answer)) }
    }
  }

  /// Nobody waits any more.
  func cancel() { wanted.add(1, ordering: .relaxed) }

  private var isStopped: Bool { stopped.load(ordering: .relaxed) }

  private func read() {
    if let why = shelf.index.keptInMemoryBecause { inbox.post(.message(why)) }
    // What the index lacked before this is read now. What it lacks later than that is read as soon as it is noticed, and
    // each time a second later than the time before: on a disk that damages everything this would never end.
    var (lacking, delay) = (shelf.index.timesLacking, 0)
    // What the index refuses is said once, not at every change, and tried again with the next one.
    var (isBehind, said) = (false, StoreProblem?.none)
    func attempt(_ step: () throws(StoreProblem) -> Void) {
      do throws(StoreProblem) {
        try step()
        said = nil
      } catch {
        isBehind = true
        if error != said { inbox.post(.message(error.description)) }
        said = error
      }
    }
    do {
      // What is asked meanwhile is answered as soon as there is anything to answer from.
      defer {
        questions.activate()
        glances.activate()
        finding.activate()
      }
      attempt { () throws(StoreProblem) in try showKnown() }
    }
    attempt { () throws(StoreProblem) in
      guard let (found, isNews) = try update() else { return }
      if isNews { try show(found) }
      isBehind = false
    }
    inbox.post(.progress(nil))
    mark()
    var watch = FolderWatch()
    var above = ManifestShelf.stamps(above: shelf.paths)
    // What the paths lead to: another folder may come under the name of one, or its link may lead on, and no folder
    // that is watched tells of that.
    var named: [FileIdentity?] = []
    // None in the first round, which does not wait.
    var poll: FolderPoll?
    while !isStopped {
      // A file that was named by itself changes in the folder that it is in.
      let files = shelf.paths + above.map(\.path)
      let walk = FileWalk(under: shelf.paths)
      let targets = FileWalk.foldersOfTargets(walk.files.map(\.path) + above.map(\.path))
      let isAnyNew = watch.add(walk.folders + files.map(FileWalk.folder(of:)) + targets)
      // What changed after it was read and before it was watched would never be noticed: such a round does not wait.
      if poll != nil, !isAnyNew {
        // A short wait, so that stopping is not felt; a longer one after a change, so that a burst is read once. Not for
        // ever: where a log is being written there may never be a pause.
        var looks = 0
        while !isStopped {
          if watch.changed(within: 100) {
            delay = 0
            break
          }
          if shelf.index.timesLacking != lacking, looks >= 10 * delay {
            delay += 1
            break
          }
          looks += 1
          guard looks % 10 == 0 else { continue }
          if shelf.paths.map({ FileIdentity($0) }) != named { break }
          if watch.isDeaf, poll?.changed() == true { break }
        }
        let end = ContinuousClock.now.advanced(by: .seconds(2))
        while !isStopped, ContinuousClock.now < end, watch.changed(within: 150) {}
      }
      if isStopped { return }
      // From before the reading that follows: what changes meanwhile is other than it was seen here.
      poll = poll ?? FolderPoll(of: shelf.paths, seen: walk.files + above)
      named = shelf.paths.map { FileIdentity($0) }
      lacking = shelf.index.timesLacking
      let now = ManifestShelf.stamps(above: shelf.paths)
      let isNew = now != above
      above = now
      attempt { () throws(StoreProblem) in
        guard let (found, isNews) = try update() else { return }
        if isNews || isNew { isBehind = true }
        guard isBehind else { return }
        try show(found)
        isBehind = false
        mark()
      }
      inbox.post(.progress(nil))
    }
  }

  /// Computes the marks of the rows that are shown now; files that land meanwhile make it begin again.
  private func mark() {
    let number = readings.add(1, ordering: .relaxed).newValue
    marking.guarded { [self] in
      let isCancelled = { [self] in isStopped || readings.load(ordering: .relaxed) != number }
      guard let answers = current.withLock({ $0 }) else { return }
      let measure = answers.options.measure
      for wanted in [OverviewMarks.Part.held, .all] where !isCancelled() {
        guard let marks = try? answers.marks(measure: measure, wanted, isCancelled: isCancelled), !isCancelled() else {
          return
        }
        inbox.post(.arrived(.instrument(.marks(measure: measure), .marks(marks))))
      }
      // So that whoever looks for words has them at once.
      try? answers.keepTexts(isCancelled: isCancelled)
    }
  }

  /// - Returns: what there is now, and whether it is other than what is shown: another Vane may have read it before. nil
  ///   when it was stopped.
  private func update() throws(StoreProblem) -> (found: FoundFiles, isNews: Bool)? {
    let glimpses = Glimpses { [self] in try? showKnown(keeps: false) }
    let outcome = try shelf.ingest.run(
      progress: { [self] progress in
        inbox.post(.progress(progress.shown))
        glimpses.wantOne(at: progress.elapsed)
      }, cancelled: { [self] in isStopped })
    glimpses.finish()
    if let first = outcome.problems.first(where: \.rejects) {
      inbox.post(.message("\(shelf.name(first.place.file)): \(first.what)"))
    }
    guard let files = outcome.files else { return nil }
    let found = FoundFiles(files, from: shelf.index, paths: shelf.paths)
    let shown = current.withLock { $0?.collection.telling }
    return (found, outcome.hasChanged || shown != found.telling)
  }

  /// What the index knows, be it all or not, if there is anything to show in it.
  private func showKnown(keeps: Bool = true) throws(StoreProblem) {
    try show(FoundFiles(index: shelf.index, paths: shelf.paths), onlyIfAny: true, keeps: keeps)
  }

  private func show(_ found: FoundFiles, onlyIfAny: Bool = false, keeps: Bool = true) throws(StoreProblem) {
    let keeping = Keeping(index: shelf.index, options: shelf.options, paths: shelf.paths, inputs: found.inputs)
    // Putting the runs together takes longer than a person's glance at what was known before.
    let known = keeping.overview(titled: shelf.title)
    if let known {
      inbox.post(.arrived(.overview(known)))
      let marks = keeping.marks()
      marks.map { inbox.post(.arrived(.instrument(.marks(measure: $0.measure), .marks($0)))) }
    }
    let collection = try Collection(of: found, axis: shelf.options.axis)
    if onlyIfAny, collection.catalogue.behaviours.isEmpty { return }
    let answers = Answers(
      collection: collection, options: shelf.options, paths: shelf.paths, name: shelf.name, title: shelf.title,
      known: known, keeps: keeps)
    current.withLock { $0 = answers }
    if known == nil { inbox.post(.arrived(answers.answer(.overview))) }
    do throws(CommandProblem) {
      try collection.require(shelf.options.axis, of: shelf.options.choice.families)
    } catch {
      inbox.post(.message(error.description))
    }
  }
}

/// What is there so far, at most four times a second and one at a time: rows fill in as files are read, and the
/// readers do not wait for it.
private final class Glimpses: Sendable {
  private struct State {
    var last = 0.0
    var isBusy = false
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "glimpses")
  private let look: @Sendable () -> Void

  init(_ look: @escaping @Sendable () -> Void) { self.look = look }

  func wantOne(at seconds: Double) {
    let isDue = state.withLock { state in
      guard !state.isBusy, seconds - state.last > 0.25 else { return false }
      state = State(last: seconds, isBusy: true)
      return true
    }
    guard isDue else { return }
    queue.guarded { [self] in
      look()
      state.withLock { $0.isBusy = false }
    }
  }

  /// Waits for one that is under way, so that an older answer cannot come after a newer one.
  func finish() { queue.sync {} }
}

extension IngestProgress {
  var shown: ReadingProgress {
    ReadingProgress(files: files, ofFiles: ofFiles, bytesPerSecond: bytesPerSecond, remaining: remaining)
  }
}
