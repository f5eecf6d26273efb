/// One task's measurements in one file, item by item: what the log said, before anything is derived from it.
///
/// Columns, not objects: a run of a million items is a handful of arrays. Shapes: `n` items; item `i` owns
/// `values[starts[i] ..< starts[i + 1]]`, and `bytes` has the shape of `values`.
public struct Columns: Sendable, Equatable {
  /// What the numbers in `values` are.
  public enum Kind: String, Sendable, CaseIterable {
    /// Total log-likelihood of each choice given the prompt, nats.
    case choices
    /// One value: minus the log of the watched answer's probability renormalised over the choices, nats.
    case loss
    /// One value: log P(class 0) − log P(class 1), nats, as stored (its sign may be inverted).
    case logOdds
    /// One value: how much another prompt moves the log-odds, nats.
    case logOddsDifference
    /// One value: total log-likelihood of the only continuation, nats. No alternatives, so no margin.
    case sequence
    /// One value: log-likelihood of a whole document, nats; `bytes` is the document's length.
    case rolling
    /// No log-likelihood (`values` empty): a sampled answer, judged in `correct`.
    case generated
    /// One row for the whole task: what the writer made of items that it did not store. `values` is the mean
    /// log-likelihood where it is known, nats; `correct` the accuracy.
    case aggregate
    /// Not measurements but the questions: class counts, answers and lengths; `values` are NaN.
    case questions
  }

  /// The suite's name as the log spells it.
  public var task: String
  /// By whom an answer was read: lm-eval's filter, Inspect's scorer. nil where it was not filtered, or nobody tells.
  public var filter: String?
  public var kind: Kind

  /// Identity of each item, stable across models, unique within the task. n of them.
  public var items = PackedNames()
  /// Hash of the question as asked, 0 if unknown: equal identity with another hash is not the same item, as
  /// `isOneQuestion` compares them.
  public var contents: [UInt64] = []
  public var offsets: [UInt64] = []
  public var lengths: [UInt32] = []
  public var lines: [UInt32] = []
  /// n + 1 entries, first 0.
  public var starts: [Int32] = [0]
  public var values: [Double] = []
  /// Byte length of each choice's text as scored, 0 if unknown.
  public var bytes: [Int32] = []
  /// Bit c set: choice c shows the behaviour (or is the marked answer). 0: unknown.
  public var watched: [UInt64] = []
  /// 1, 0 or a fraction as the log judged it; NaN if it did not.
  public var correct: [Double] = []
  /// Log of the probability mass on all choices, nats; NaN if unknown. Only where `values` cannot give it.
  public var coverage: [Double] = []

  public init(task: String, filter: String? = nil, kind: Kind) {
    self.task = task
    self.filter = filter
    self.kind = kind
  }

  public var count: Int { items.count }

  /// False where two hashes are known to be of different questions. A format whose logs may lack the choices hashes them
  /// apart from the prompt: its lower halves are of its answers.
  static func isOneQuestion(_ a: UInt64, _ b: UInt64) -> Bool {
    if a == b || a == 0 || b == 0 { return true }
    return a >> 32 == b >> 32 && mayBeOneAnswer(UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: b))
  }

  /// The same of what is hashed apart: even where it is of choices, odd of a right answer alone, 0 where neither is told.
  /// What is said of one thing says nothing of another.
  static func mayBeOneAnswer(_ a: UInt32, _ b: UInt32) -> Bool { a == b || a == 0 || b == 0 || a & 1 != b & 1 }

  /// False where the next item could be one too many: its place among names or values could not be written down, and it
  /// would not be added. Asked before an item's name is made unique.
  public var hasRoom: Bool { items.hasRoom && values.count < Self.mostValues - 65_536 }

  private static let mostValues = Int(Int32.max)

  /// Adds one item. `values` and `bytes` must be of one length (pass no bytes where they are unknown).
  public mutating func append(
    item: String, content: UInt64 = 0, at address: Address, values: some Collection<Double>,
    bytes: some Collection<Int32> = [Int32](), watched: UInt64 = 0, correct: Double = .nan, coverage: Double = .nan
  ) {
    guard self.values.count <= Self.mostValues - values.count, items.append(item) else { return }
    contents.append(content)
    offsets.append(address.offset)
    lengths.append(address.length)
    lines.append(address.line)
    self.values.append(contentsOf: values)
    if bytes.isEmpty {
      self.bytes.append(contentsOf: repeatElement(0, count: values.count))
    } else {
      precondition(bytes.count == values.count, "a byte length for each choice")
      self.bytes.append(contentsOf: bytes)
    }
    starts.append(Int32(self.values.count))
    self.watched.append(watched)
    self.correct.append(correct)
    self.coverage.append(coverage)
  }

  /// Adds one item as its parts lie in memory: as `append` does, without a list made for each item.
  public mutating func append(
    name: UnsafeBufferPointer<UInt8>, content: UInt64, at address: Address, values: UnsafeBufferPointer<Double>,
    bytes: UnsafeBufferPointer<Int32>, watched: UInt64, correct: Double, coverage: Double = .nan
  ) {
    precondition(bytes.count == values.count, "a byte length for each choice")
    guard self.values.count <= Self.mostValues - values.count, items.append(utf8: name) else { return }
    contents.append(content)
    offsets.append(address.offset)
    lengths.append(address.length)
    lines.append(address.line)
    self.values.append(contentsOf: values)
    self.bytes.append(contentsOf: bytes)
    starts.append(Int32(self.values.count))
    self.watched.append(watched)
    self.correct.append(correct)
    self.coverage.append(coverage)
  }

  public func address(of item: Int) -> Address {
    Address(offset: offsets[item], length: lengths[item], line: lines[item])
  }

  /// The log's numbers for one item: one per choice.
  public func values(of item: Int) -> ArraySlice<Double> { values[Int(starts[item])..<Int(starts[item + 1])] }
  public func bytes(of item: Int) -> ArraySlice<Int32> { bytes[Int(starts[item])..<Int(starts[item + 1])] }
}
