public import Runs

/// Predictions made before the data: one JSON object per line, appended and never rewritten.
public struct PlanLog: Sendable {
  private let files: LineFiles

  /// What the file is called where it lies beside the runs.
  public static let usualName = "vane-plans.jsonl"
  public static let schema = "vane.plan/1"

  public init(path: String) { self.init(LinePlaces(path)) }
  public init(_ places: LinePlaces) { files = LineFiles(places, holding: "plan") }

  public var places: LinePlaces { files.places }
  /// Where lines are added.
  public var path: String { files.own.path }

  /// Adds a line, sealed, and returns when it is on disk.
  public func append(_ plan: Plan) throws(StoreProblem) { try files.own.append(Self.text(of: Self.sealed(plan))) }

  /// All plans, oldest first, each once. A line that cannot be read is a problem with its place; the others count.
  public func read() throws(StoreProblem) -> (plans: [Plan], problems: [Problem]) {
    let (plans, problems) = try files.read { bytes, file in
      JSONLine.read(bytes, file: file) { line throws(JSONLine.Mistake) in try Self.plan(from: line) }
    }
    var seen: Set<String> = []
    // Beside a line as it was written, a copy of it that somebody changed says nothing.
    let intactFirst = plans.filter { $0.isIntact } + plans.filter { !$0.isIntact }
    let each = intactFirst.filter { seen.insert($0.id).inserted }
    return (each.sorted { ($0.time, $0.id) < ($1.time, $1.id) }, problems)
  }

  public static func places(for folder: String, state: String) -> LinePlaces {
    LinePlaces(for: folder, named: usualName, state: state, ending: "%" + usualName)
  }

  /// With both hashes: of what was seen, and of all that the line says.
  public static func sealed(_ plan: Plan) -> Plan {
    var plan = plan
    plan.dataHash = dataHash(of: plan.seen)
    plan.hash = SHA256.hexadecimal(of: JSONLine.text(contents(of: plan)))
    return plan
  }

  /// The same scales with the same means have the same; what is beyond the sixth place does not count, so that another
  /// machine's logarithms change nothing.
  public static func dataHash(of seen: [Plan.Seen]) -> String {
    let rows = seen.sorted { ($0.family, $0.x) < ($1.family, $1.x) }.map { one in
      JSONLine.text([
        ("family", .text(one.family)), ("models", .list(one.models.sorted().map(JSONLine.Value.text))),
        ("x", .init(millionths(one.x))), ("mean", .init(millionths(one.mean))),
      ])
    }
    return SHA256.hexadecimal(of: rows.joined(separator: "\n"))
  }

  private static func millionths(_ value: Double) -> Int? {
    let scaled = (value * 1e6).rounded()
    return abs(scaled) < 9e15 ? Int(scaled) : nil
  }

  /// In the order of the file, without the last hash, which is of these.
  private static func contents(of plan: Plan) -> [(String, JSONLine.Value)] {
    [
      ("schema", .text(schema)), ("id", .text(plan.id)), ("time", .text(plan.time)), ("author", .text(plan.author)),
      ("behaviour", .text(plan.key.behaviour)), ("variant", .init(plan.key.variant)),
      ("direction", .text(plan.direction.rawValue)), ("probability", .number(plan.probability)),
      ("note", .init(plan.note)), ("measure", .text(plan.measure.rawValue)), ("axis", .text(plan.axis.rawValue)),
      ("delta", .number(plan.delta)),
      (
        "seen",
        .list(
          plan.seen.map { one in
            .object([
              ("family", .text(one.family)), ("models", .list(one.models.map(JSONLine.Value.text))),
              ("x", .number(one.x)), ("mean", .number(one.mean)),
            ])
          })
      ),
      ("data_hash", .text(plan.dataHash)),
    ]
  }

  private static func text(of plan: Plan) -> String {
    JSONLine.text(contents(of: plan) + [("hash", .text(plan.hash))])
  }

  private static func plan(from line: ArraySlice<UInt8>) throws(JSONLine.Mistake) -> Plan {
    let object = try LineObject(line, schema: schema, noun: "a plan")
    guard let direction = Plan.Direction(rawValue: try object.text("direction")) else {
      throw object.mistake("direction")
    }
    guard let measure = Measure(rawValue: try object.text("measure")) else { throw object.mistake("measure") }
    guard let axis = ScaleAxis(rawValue: try object.text("axis")) else { throw object.mistake("axis") }
    var seen: [Plan.Seen] = []
    for one in try object.objects("seen") {
      seen.append(
        Plan.Seen(
          family: try one.text("family"), models: try one.texts("models"), x: try one.number("x"),
          mean: try one.number("mean")))
    }
    var plan = Plan(
      id: try object.text("id"), time: try object.text("time"), author: try object.text("author"),
      key: BehaviourKey(try object.text("behaviour"), variant: object.optionalText("variant")), direction: direction,
      probability: try object.number("probability"), note: object.optionalText("note"), measure: measure, axis: axis,
      delta: try object.number("delta"), seen: seen)
    (plan.dataHash, plan.hash) = (try object.text("data_hash"), try object.text("hash"))
    guard plan.moment != nil else { throw object.mistake("time") }
    guard (0...1).contains(plan.probability) else { throw object.mistake("probability") }
    guard plan.delta > 0, plan.delta.isFinite else { throw object.mistake("delta") }
    plan.isIntact = isIntact(line, hash: plan.hash)
    return plan
  }

  /// The hash is of the line as it would be without it: `{…,"data_hash":"…"}`. Bytes, not values: a number may be read
  /// back a last digit off.
  private static func isIntact(_ line: ArraySlice<UInt8>, hash: String) -> Bool {
    var text = String(decoding: line, as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    let end = ",\"hash\":\"\(hash)\"}"
    guard text.hasSuffix(end) else { return false }
    return SHA256.hexadecimal(of: text.dropLast(end.count) + "}") == hash
  }
}
