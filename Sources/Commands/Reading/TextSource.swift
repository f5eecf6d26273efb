import Readers
import Runs
import Store

/// Where the texts of a suite's items stand: one log for each list of items, since every model was asked the same.
struct TextSource: Sendable {
  let run: Run
  /// In the index: the run's own numbers, and the questions where they stand in a file of their own.
  let columns: Int64
  let questions: Int64?
  /// False where the suite's other logs list other items too: an item counts where it is met first.
  let isAll: Bool
}

extension Collection {
  /// In the order of the suites, and of a suite the log with most items first.
  func textSources(of behaviour: Catalogue.Behaviour) throws(StoreProblem) -> [TextSource] {
    let runs = behaviour.runs.filter { $0.kind != .aggregate && $0.columns != nil }
    let tables = try index.itemTables(of: runs.compactMap(\.columns))
    struct List: Hashable {
      let suite: String
      let table: Int64?
      let questions: Int64?
    }
    let lists = Dictionary(grouping: runs) { run in
      List(suite: run.suite, table: run.columns.flatMap { tables[$0] }, questions: run.questions)
    }
    // A behaviour may have thousands of suites.
    let bySuite = Dictionary(grouping: lists) { $0.key.suite }
    return behaviour.suites.flatMap { suite -> [TextSource] in
      let own = (bySuite[suite] ?? []).map(\.value)
      // The log that has been there longest: what is kept of it stays in use when others land.
      let oldest = own.compactMap { $0.min { ($0.columns ?? 0) < ($1.columns ?? 0) } }
      return oldest.sorted { ($1.count, $0.columns ?? 0) < ($0.count, $1.columns ?? 0) }.compactMap { run in
        run.columns.map { TextSource(run: run, columns: $0, questions: run.questions, isAll: own.count == 1) }
      }
    }
  }
}

/// Reads items' texts: from the index where they are kept, else from the logs, and then keeps them.
struct TextReading {
  let index: RunIndex
  /// Of the files as they were when their numbers were read.
  let stamps: [ExactName: FileStamp]
  let keeps: Bool

  /// Items of one log that stand one behind the other.
  struct Piece {
    let names: PackedNames
    let texts: ItemTextPart
    /// Places in `texts` of those that cannot be read, and why the first of them cannot.
    var unreadable: Set<Int> = []
    var why: String?

    func name(_ at: Int) -> String { names[texts.first + at] }
  }

  init(of collection: Collection, keeps: Bool) {
    index = collection.index
    stamps = Dictionary(collection.files.map { (ExactName($0.stamp.path), $0.stamp) }) { first, _ in first }
    self.keeps = keeps && collection.index.keepsTexts
  }

  /// Texts that are kept together; so much is read before anybody hears of it.
  private static let most = (bytes: 1 << 19, items: 2048)

  /// - Parameter body: called with the log's items from the first to the last, as far as nobody cancels.
  func read(
    _ source: TextSource, isCancelled: () -> Bool, _ body: (Piece) -> Void
  ) throws(StoreProblem) {
    let numbers = try index.columns([source.columns] + [source.questions].compactMap { $0 })
    let asked = Asked(run: source.run, columns: numbers[0], questions: numbers.count > 1 ? numbers[1] : nil)
    var log = OpenLog(asked)
    var (at, part) = (0, 0)
    while at < asked.columns.count, !isCancelled() {
      let kept = index.texts(of: source.columns, questions: source.questions, part: part)
      let piece: Piece
      if let kept, kept.first == at, kept.count > 0 {
        piece = Piece(names: asked.columns.items, texts: kept)
      } else {
        guard let read = log.piece(from: at, most: Self.most, isCancelled: isCancelled) else { return }
        piece = read
        // What could not be read this time may be read the next.
        if keeps, read.unreadable.isEmpty, stands(log.path) {
          index.keep(read.texts, of: source.columns, questions: source.questions, part: part)
        }
      }
      body(piece)
      (at, part) = (at + piece.texts.count, part + 1)
    }
  }

  /// The file is still what its numbers were read from.
  private func stands(_ path: String) -> Bool {
    guard let known = stamps[ExactName(path)] else { return false }
    return FileWalk(under: [path]).files.first == known
  }
}

/// A log whose items' texts are read one after the other.
private struct OpenLog {
  let path: String
  private let asked: Asked
  private let hasQuestions: Bool
  private var reading: ItemTextReading?
  private var failure: Problem?

  init(_ asked: Asked) {
    self.asked = asked
    hasQuestions = asked.questions != nil && asked.run.questionsPath != nil
    path = asked.questions == nil ? asked.run.path : asked.run.questionsPath ?? asked.run.path
  }

  /// nil when nobody waits any more.
  mutating func piece(
    from first: Int, most: (bytes: Int, items: Int), isCancelled: () -> Bool
  ) -> TextReading.Piece? {
    var texts = ItemTextPart(first: first)
    var unreadable: Set<Int> = []
    var why: String?
    while first + texts.count < asked.columns.count, texts.count < most.items, texts.bytes.count < most.bytes {
      if isCancelled() { return nil }
      do throws(Problem) {
        texts.append(Self.lines(of: try text(of: first + texts.count)))
      } catch {
        why = why ?? "\(error)"
        unreadable.insert(texts.count)
        texts.append([String]())
      }
    }
    return TextReading.Piece(names: asked.columns.items, texts: texts, unreadable: unreadable, why: why)
  }

  private mutating func text(of at: Int) throws(Problem) -> ItemText {
    if let failure { throw failure }
    do throws(Problem) {
      if reading == nil { reading = try itemTexts(format: asked.run.format, path: path) }
    } catch {
      failure = error
      throw error
    }
    guard let reading else { throw Problem(Place(file: path), "it cannot be opened", "look again") }
    guard hasQuestions else { return try reading(asked.columns.address(of: at)) }
    guard let questions = asked.questions, let question = asked.question(of: at) else {
      // Its question is in no other file, so its own record is all there is.
      return try asked.text(of: at)
    }
    return try reading(questions.address(of: question))
  }

  /// Question and choices, a line each: line breaks and blanks in a row are one blank, as lists show them.
  private static func lines(of text: ItemText) -> [String] {
    ([text.prompt] + text.choices).map { part in
      part.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } || part.utf8.count > 80 || part.contains("  ")
        ? part.split(whereSeparator: \.isWhitespace).joined(separator: " ") : part
    }
  }
}
