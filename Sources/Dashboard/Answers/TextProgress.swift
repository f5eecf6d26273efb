internal import Canvas

/// How far a look through the items' texts has come.
public struct TextProgress: Equatable, Sendable {
  public var searched = 0
  public var of = 0
  /// Items whose text could not be read, and why the first of them could not.
  public var unreadable = 0
  public var why: String?
  public var isDone = false

  public init(of: Int = 0) { self.of = of }

  /// `7 texts cannot be read: samples.jsonl:3: gone`; nil where all can.
  var unread: String? {
    guard unreadable > 0 else { return nil }
    return (unreadable == 1 ? "1 text" : "\(Decimal.count(unreadable)) texts") + " cannot be read"
      + (why.map { ": \($0)" } ?? "")
  }

  /// `finding 1,200/34,000 items`
  var short: String { "finding \(Decimal.count(searched))/\(Decimal.count(of)) items" }
}
