import Foundation
import Runs
import Testing

@testable import Readers

/// Genuine logs: what is recomputed from the samples is what the harness itself wrote beside them.
@Suite(.enabled(if: Ground.has("ladder/lm-eval"), "the ladder's logs are not on this machine"))
struct LadderTests {
  static let folders = Set(
    Ground.files(below: "ladder/lm-eval") { $0.hasSuffix(".json") }
      .map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) }
  ).sorted()

  @Test func thereAreElevenFolders() { #expect(Self.folders.count == 11) }

  @Test(arguments: folders) func aggregatesComeOutAsTheHarnessWroteThem(folder: String) throws {
    let inside = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var facts: [String: RunFacts] = [:]
    for name in inside where name.hasPrefix("results_") {
      let reading = try #require(LogFile(path: "\(folder)/\(name)").reading())
      #expect(reading.format == "lm-eval-results")
      #expect(reading.problems == [])
      let fact = try #require(reading.facts.first)
      #expect(fact.model?.hasPrefix("vane/vane-") == true)
      #expect(fact.parameters ?? 0 > 30_000)
      facts[fact.stamp] = fact
    }
    var compared = 0
    for name in inside where name.hasPrefix("samples_") {
      let reading = try #require(LogFile(path: "\(folder)/\(name)").reading())
      #expect(reading.format == "lm-eval-samples")
      #expect(reading.problems == [])
      let stamp = try #require(reading.facts.first?.stamp)
      for columns in reading.columns {
        let task = try #require(facts[stamp]?.tasks.first { $0.name == columns.task })
        #expect(columns.count == task.items)
        #expect(columns.lines.map { Int($0) }.max() ?? 0 <= columns.count * reading.columns.count)
        let filter = columns.filter ?? "none"
        func expect(_ metric: String, _ value: Double) throws {
          let stored = try #require(task.aggregates["\(metric),\(filter)"])
          #expect(abs(stored - value) < 1e-9 * max(1, abs(stored)), "\(columns.task) \(metric)")
          compared += 1
        }
        let count = Double(columns.count)
        switch columns.kind {
        case .choices:
          #expect(task.outputType == "multiple_choice")
          let watchedAll = !columns.watched.contains { $0.nonzeroBitCount != 1 }
          #expect(watchedAll)
          try expect("acc", columns.correct.reduce(0, +) / count)
          var own = columns
          own.correct = own.correct.map { _ in .nan }
          try expect("acc", (0..<own.count).reduce(0) { $0 + own.measured($1).accuracy } / count)
        case .sequence:
          #expect(task.outputType == "loglikelihood")
          try expect("perplexity", exp(-columns.values.reduce(0, +) / count))
          try expect("acc", columns.correct.reduce(0, +) / count)
        case .rolling:
          #expect(task.outputType == "loglikelihood_rolling")
          let nats = columns.values.reduce(0, +) / Double(columns.bytes.reduce(0) { $0 + Int($1) })
          try expect("byte_perplexity", exp(-nats))
          try expect("bits_per_byte", -nats / log(2))
        case .generated:
          #expect(task.outputType == "generate_until")
          try expect("exact_match", columns.correct.reduce(0, +) / count)
        case .loss, .logOdds, .logOddsDifference, .aggregate, .questions:
          Issue.record("\(columns.kind) in a log of lm-eval")
        }
      }
    }
    #expect(compared >= 12)
  }

  @Test(arguments: folders) func everyItemsTextIsFoundAgain(folder: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("samples_") }
    #expect(names.count >= 12)
    for name in names.sorted().prefix(25) {
      let path = "\(folder)/\(name)"
      let reading = try #require(LogFile(path: path).reading())
      for columns in reading.columns {
        for at in [0, columns.count - 1] {
          let text = try itemText(format: reading.format, path: path, address: columns.address(of: at))
          #expect(columns.kind == .rolling ? text.prompt.utf8.count == Int(columns.bytes[at]) : !text.prompt.isEmpty)
          if columns.kind == .choices {
            #expect(text.choices.count == columns.values(of: at).count)
            #expect(text.choices.firstIndex(of: text.target ?? "") == columns.watched[at].trailingZeroBitCount)
          }
          if columns.kind == .generated { #expect(text.response?.isEmpty == false) }
        }
      }
    }
  }
}
