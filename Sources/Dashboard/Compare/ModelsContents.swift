public import Runs
public import Trends

/// Two models, by the names of their scales: A and B.
public struct ModelPair: Hashable, Sendable {
  public var a: String
  public var b: String

  public init(a: String, b: String) {
    self.a = a
    self.b = b
  }

  /// For a key that is about two.
  static let missing = "Space picks two models first"

  /// What is asked for as long as there are not two.
  static func wanted(after a: String?) -> String {
    a.map { "A \($0); Space picks B" } ?? "Space picks two models: what did both miss, what only one?"
  }
}

/// Two models on one behaviour, item by item: what `vane compare --model A --model B` prints of it.
public struct ModelDifference: Sendable, Equatable {
  /// One item that both answered.
  public struct Item: Sendable, Equatable {
    public var name: ItemName
    public var a: Double
    public var b: Double
    /// nil where nothing tells right from wrong.
    public var outcome: Discordance.Outcome?

    public init(name: ItemName, a: Double, b: Double, outcome: Discordance.Outcome?) {
      self.name = name
      self.a = a
      self.b = b
      self.outcome = outcome
    }
  }

  public var key: BehaviourKey
  /// nil: all of them.
  public var suite: String?
  public var pair: ModelPair
  /// What the values are.
  public var measure: Measure
  /// nil where the two are not compared, for the `reason`.
  public var comparison: ModelComparison?
  public var reason: String?
  /// What right and wrong was read from, and how often either missed; nil where nothing tells.
  public var judgedBy: Measure?
  public var discordance: Discordance?
  /// Of both, in the order of suite and file.
  public var items: [Item] = []

  public init(key: BehaviourKey, suite: String? = nil, pair: ModelPair, measure: Measure) {
    self.key = key
    self.suite = suite
    self.pair = pair
    self.measure = measure
  }
}

/// Two models on every behaviour; without the items.
public struct ModelsContents: Sendable, Equatable {
  public var pair: ModelPair
  public var rows: [ModelDifference]

  public init(pair: ModelPair, rows: [ModelDifference]) {
    self.pair = pair
    self.rows = rows
  }
}

/// The items of one behaviour under every model of its ladder.
public struct ModelItemsContents: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var name: ItemName
    /// Beginning of the question, on one line; empty where there are too many to read.
    public var text: String
    /// In the order of `models`; NaN: no run.
    public var values: [Double]
    /// Right or missed, as the log has it, else by the side of the margin; nil where nothing tells.
    public var right: [Bool?]

    public init(name: ItemName, text: String = "", values: [Double], right: [Bool?]) {
      self.name = name
      self.text = text
      self.values = values
      self.right = right
    }
  }

  public var key: BehaviourKey
  /// As it was asked.
  public var pair: ModelPair?
  public var measure: Measure
  public var models: [Ladder.Rung]
  public var axis: ScaleAxis
  /// Every item that some model was asked.
  public var rows: [Row]
  /// Set where two models were picked.
  public var difference: ModelDifference?
  /// Behaviours that this one was picked from.
  public var seen: Int

  public init(
    key: BehaviourKey, pair: ModelPair? = nil, measure: Measure, models: [Ladder.Rung],
    axis: ScaleAxis = .parameters, rows: [Row], difference: ModelDifference? = nil, seen: Int = 0
  ) {
    self.key = key
    self.pair = pair
    self.measure = measure
    self.models = models
    self.axis = axis
    self.rows = rows
    self.difference = difference
    self.seen = seen
  }
}
