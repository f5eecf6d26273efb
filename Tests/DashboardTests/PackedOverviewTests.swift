import Runs
import Testing

@testable import Dashboard

/// What is kept of the overview for the next start holds everything that is shown.
struct PackedOverviewTests {
  /// Hands fields over in memory: in the order in which they came.
  private struct Wire: Packing {
    enum Field {
      case text(String)
      case bits(Any)
    }
    var fields: [Field] = []
    var reads = false

    mutating func text(_ text: inout String) throws {
      if reads, case .text(let known) = fields.removeFirst() { text = known } else { fields.append(.text(text)) }
    }

    mutating func bits<Value: BitwiseCopyable>(_ value: inout Value) throws {
      guard reads else { return fields.append(.bits(value)) }
      if case .bits(let known) = fields.removeFirst(), let known = known as? Value { value = known }
    }

    mutating func bits<Value: BitwiseCopyable>(_ values: inout [Value]) throws {
      guard reads else { return fields.append(.bits(values)) }
      if case .bits(let known) = fields.removeFirst(), let known = known as? [Value] { values = known }
    }
  }

  private func back<Value: Packable>(_ value: Value) throws -> Value {
    var (value, wire, other) = (value, Wire(), Value.blank)
    try value.pack(by: &wire)
    wire.reads = true
    try other.pack(by: &wire)
    #expect(wire.fields.isEmpty)
    return other
  }

  @Test(arguments: Measure.allCases) func everyRowComesBackWhole(measure: Measure) throws {
    let made = Made.overview
    let contents = OverviewContents(
      title: "~/runs", measure: measure, rows: Made.allRows(measure), hidden: 3, aggregate: made.aggregate,
      models: made.models, items: made.items, problems: made.problems)
    let other = try back(contents)
    // NaN equals nothing, so what would be printed is compared.
    #expect("\(other.rows)" == "\(contents.rows)" && other.digest == contents.digest)
    #expect("\(other.aggregate, default: "none")" == "\(contents.aggregate, default: "none")")
    #expect(other.title == contents.title && other.measure == measure && other.rules == contents.rules)
    let counts = [\OverviewContents.hidden, \.models, \.items, \.problems]
    #expect(counts.map { other[keyPath: $0] } == counts.map { contents[keyPath: $0] })
  }

  @Test func whatIsHeldConstantComesBackWhole() throws {
    guard case .instrument(_, .marks(let marks)) = Made.answer(.instrument(.marks(measure: .margin))) else {
      Issue.record("no marks")
      return
    }
    #expect(!marks.held.isEmpty && !marks.dependence.isEmpty)
    let (held, dependence) = (try back(marks.held), try back(marks.dependence))
    #expect("\(held.sorted { $0.key < $1.key })" == "\(marks.held.sorted { $0.key < $1.key })")
    #expect(dependence == marks.dependence)
  }
}
