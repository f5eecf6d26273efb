public import Runs

/// The items whose side is another under another prompt, at one model.
public struct ChangedContents: Sendable, Equatable {
  public var pair: PromptPair
  /// What the sides are read from: margin above or below 0, or right and wrong.
  public var measure: Measure
  /// Items that both prompts asked.
  public var shared: Int
  /// Largest change first.
  public var items: [Item]

  public struct Item: Sendable, Equatable {
    /// Under the other prompt, and its text where that is known.
    public var name: ItemName
    public var text: String
    public var before: Double
    public var after: Double

    public init(name: ItemName, text: String = "", before: Double, after: Double) {
      self.name = name
      self.text = text
      self.before = before
      self.after = after
    }
  }

  public init(pair: PromptPair, measure: Measure, shared: Int, items: [Item]) {
    self.pair = pair
    self.measure = measure
    self.shared = shared
    self.items = items
  }

  /// Items that went over to the behaviour.
  public var towards: Int { items.count { $0.after > $0.before } }
}
