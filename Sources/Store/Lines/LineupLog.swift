public import Runs

/// What people picked in line-ups: one JSON object per answer, appended and never rewritten.
public struct LineupLog: Sendable {
  private let files: LineFiles

  /// What the file is called where it lies beside the runs.
  public static let usualName = "vane-lineups.jsonl"
  public static let schema = "vane.lineup-play/1"

  public init(path: String) { self.init(LinePlaces(path)) }
  public init(_ places: LinePlaces) { files = LineFiles(places, holding: "line-up answer") }

  public var places: LinePlaces { files.places }
  /// Where lines are added.
  public var path: String { files.own.path }
  /// Changes when a file does.
  public var stamps: [FileStamp?] { files.stamps }

  /// Adds a line and returns when it is on disk.
  public func append(_ play: LineupPlay) throws(StoreProblem) { try files.own.append(Self.text(of: play)) }

  /// All answers, oldest first, each once: files merge by being put one behind the other. A line that cannot be read is
  /// a problem with its place; the others count.
  public func read() throws(StoreProblem) -> (plays: [LineupPlay], problems: [Problem]) {
    let (plays, problems) = try files.read { bytes, file in
      JSONLine.read(bytes, file: file) { line throws(JSONLine.Mistake) in try Self.play(from: line) }
    }
    var seen: Set<String> = []
    // By the moment, whatever zone it is written in: of answers to the same line-up the first counts.
    let timed = plays.map { (moment: $0.moment ?? .infinity, play: $0) }
    let sorted = timed.sorted { ($0.moment, $0.play.id) < ($1.moment, $1.play.id) }.map(\.play)
    return (sorted.filter { seen.insert($0.id).inserted }, problems)
  }

  public static func places(for folder: String, state: String) -> LinePlaces {
    LinePlaces(for: folder, named: usualName, state: state, ending: "%" + usualName)
  }

  private static func text(of play: LineupPlay) -> String {
    JSONLine.text([
      ("schema", .text(schema)), ("id", .text(play.id)), ("time", .text(play.time)), ("author", .text(play.author)),
      ("round", .text(play.round)), ("seed", .integer(Int(clamping: play.seed))), ("number", .integer(play.number)),
      ("question", .text(play.question)), ("measure", .text(play.measure)), ("lineup", .text(play.lineup)),
      ("shown", .list(play.shown.map(JSONLine.Value.text))), ("truth", .integer(play.truth)),
      ("pick", .integer(play.pick)), ("seconds", .init(play.seconds)), ("confidence", .init(play.confidence)),
      ("matched", .bool(play.isMatched)),
    ])
  }

  private static func play(from line: ArraySlice<UInt8>) throws(JSONLine.Mistake) -> LineupPlay {
    let object = try LineObject(line, schema: schema, noun: "a line-up answer")
    let play = LineupPlay(
      id: try object.text("id"), time: try object.text("time"), author: try object.text("author"),
      round: try object.text("round"), seed: UInt64(clamping: try object.integer("seed")),
      number: try object.integer("number"), question: try object.text("question"),
      measure: try object.text("measure"), lineup: try object.text("lineup"), shown: try object.texts("shown"),
      truth: try object.integer("truth"), pick: try object.integer("pick"),
      seconds: object.optionalNumber("seconds"), confidence: try? object.integer("confidence"),
      isMatched: object.bool("matched"))
    // A pick of nothing, or one panel alone, is no test and would spoil the count.
    guard play.shown.count > 1 else { throw object.mistake("shown") }
    guard play.shown.indices.contains(play.truth) else { throw object.mistake("truth") }
    guard play.shown.indices.contains(play.pick) else { throw object.mistake("pick") }
    guard let moment = play.moment, moment < Ticket.end else { throw object.mistake("time") }
    return play
  }
}
