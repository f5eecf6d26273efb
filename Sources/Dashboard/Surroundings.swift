public import Canvas
public import Runs

/// What a screen may look at and does not own.
public struct Surroundings: Sendable {
  public var size: Size
  public var keys = Keys()
  public var looks = Looks()
  /// Flags as they are on disk.
  public var flags = Flags() { didSet { flagsRevision += 1 } }
  /// Another for each state of the flags, so that nobody compares a million of them.
  private(set) var flagsRevision = 0
  /// Who sits here: the author of what is flagged.
  public var author = ""
  /// What was flagged in this sitting, for taking it back.
  var flagging = Flagging()
  /// Notes that could not be written, by what they are on.
  public var unwritten: [ItemName: String] = [:]
  /// What the rows are marked with; nil until it has been computed.
  public var marks: OverviewMarks?
  /// Every choice of items or rows that was looked at in this session.
  public var looked: Set<Look> = []
  /// Which of the overview's rows are listed, and in which order.
  var listing = Listing()
  /// Behaviours picked for a comparison, in that order.
  var picks: [BehaviourKey] = []
  /// Columns as a person chose them.
  public var columns = ColumnChoice()
  /// Lines that were typed before.
  public var history = History()
  /// Names of the themes there are.
  public var themes: [String] = []
  /// Their list was asked for, and nothing was done since.
  var awaitsThemes = false
  /// What was asked and has not come yet.
  var awaited: [Question] = []
  /// Why what was asked for in the background last cannot be shown.
  var refusal: (question: Question, why: String)?
  /// How far a look through the items' texts has come; nil when there is none.
  public var finding: TextProgress?
  /// The behaviour whose items were ranked last, for the way from one suspicious item to the next.
  public var suspects: Suspected?
  /// Line-ups as they are on disk.
  public var lineups = LineupRecord()
  /// Behaviours whose own screen was on display in this session.
  public var opened: Set<BehaviourKey> = []
  public var progress: ReadingProgress?
  /// What the first screen shows, for screens that draw its rows another way.
  public var overview: OverviewContents
  /// What to tell in the last line until the next key.
  public var message: String?
  /// False until the first answer has come.
  public var hasOverview = false

  public init(size: Size, overview: OverviewContents) {
    self.size = size
    self.overview = overview
  }
}

extension Surroundings {
  /// Why what stands beside a list is not there; nil while it may still come.
  func refusal(of question: Question?) -> String? {
    refusal.flatMap { $0.question == question ? $0.why : nil }
  }

  /// For a screen that is drawn in a part of the room.
  func sized(_ size: Size) -> Surroundings {
    var around = self
    around.size = size
    return around
  }
}
