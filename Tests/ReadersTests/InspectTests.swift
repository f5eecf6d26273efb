import Foundation
import Runs
import Testing

@testable import Readers

/// Genuine logs of a ladder: what they say of an item is what lm-eval says of it, and means are the log's own.
@Suite(.enabled(if: Ground.has("ladder/inspect"), "the ladder's logs are not on this machine"))
struct InspectLadderTests {
  static let files = Ground.files(below: "ladder/inspect") { $0.hasSuffix(".eval") }

  @Test func thereAreFiftyFiveLogs() { #expect(Self.files.count == 55) }

  @Test(arguments: files) func aggregatesComeOutAsInspectWroteThem(path: String) throws {
    let reading = try #require(LogFile(path: path).reading())
    #expect(reading.format == "inspect-eval")
    #expect(reading.problems.filter(\.rejects) == [])
    let facts = try #require(reading.facts.first)
    let task = try #require(facts.tasks.first)
    let columns = try #require(reading.columns.first)
    // Letters are among the tokens kept of the answer, too.
    #expect(reading.columns.count == (task.name.hasSuffix("letters") ? 2 : 1))
    #expect(columns.count == task.items)
    #expect((facts.parameters == nil) == path.contains("vane-1.2m"))
    #expect(task.behaviour.map { task.name.hasPrefix($0) } == true)
    #expect(task.prompt.map { task.name.hasSuffix($0) } == true)
    let count = Double(columns.count)
    let scorer = try #require(columns.filter)
    let accuracy = try #require(task.aggregates["acc,\(scorer)"])
    #expect(abs(columns.correct.reduce(0, +) / count - accuracy) < 1e-9)
    guard columns.kind == .choices else {
      #expect(task.name == "liars_worked")
      #expect(reading.problems.map(\.what) == ["2 epochs of each sample"])
      return
    }
    if let stored = task.aggregates["behavior_logprob_mean,\(scorer)"] {
      let mean = (0..<columns.count).reduce(0) { $0 + columns.measured($1).logp } / count
      #expect(abs(mean - stored) < 1e-9)
    }
  }

  @Test(arguments: files.filter { $0.contains("direct") || $0.contains("steps") })
  func valuesAreThoseOfTheOtherHarness(path: String) throws {
    let own = try #require(try LogFile(path: path).reading()?.columns.first)
    let model = try #require(path.split(separator: "/").dropLast().last)
    let folder = Ground.runs.appending(path: "ladder/lm-eval/vane__\(model)").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    // The folder of vane-443k holds checkpoints too: one of its runs is this model.
    let distances = try names.filter { $0.hasPrefix("samples_vane_\(own.task)_") }.map { name in
      let other = try #require(try LogFile(path: "\(folder)/\(name)").reading()?.columns.first)
      let positions = Dictionary(uniqueKeysWithValues: other.items.enumerated().map { ($1, $0) })
      return try (0..<own.count).reduce(0.0) { worst, at in
        let twin = try #require(positions[own.items[at]])
        #expect(own.watched[at] == other.watched[twin])
        return zip(own.values(of: at), other.values(of: twin)).reduce(worst) { max($0, abs($1.0 - $1.1)) }
      }
    }
    #expect(try #require(distances.min()) < 1e-4)
  }

  @Test func aSamplesTextIsFoundAgain() throws {
    let path = try #require(Self.files.first { $0.contains("vane-37k/") && $0.contains("facts-direct") })
    let reading = try #require(LogFile(path: path).reading())
    let columns = try #require(reading.columns.first)
    let at = try #require(columns.items.firstIndex(of: "facts-031"))
    let text = try itemText(format: reading.format, path: path, address: columns.address(of: at))
    #expect(text.prompt == "Question: Name the town of Olga.\nAnswer:")
    #expect(text.choices == ["Tarn", "Kelder", "Garrow", "Norwick"])
    #expect(text.target == "Kelder")
    #expect(text.response == " K")
  }
}

@Suite(.enabled(if: Ground.has("inspect"), "Inspect's own logs are not on this machine"))
struct InspectOwnLogTests {
  private func reading(_ path: String) throws -> Reading {
    try #require(LogFile(path: Ground.runs.appending(path: "inspect/\(path)").path).reading())
  }

  @Test func theSameRunIsTheSameInBothForms() throws {
    let archive = try reading("log/test_eval_log/log_formats.eval")
    let document = try reading("log/test_eval_log/log_formats.json")
    #expect(archive.facts == document.facts)
    #expect(archive.columns.map(\.items) == document.columns.map(\.items))
    #expect(archive.columns.map(\.correct) == document.columns.map(\.correct))
    #expect(archive.columns.map(\.contents) == document.columns.map(\.contents))
    #expect(archive.count == 1)
  }

  @Test func everyLogIsReadWithoutAnythingRejected() throws {
    let files = Ground.files(below: "inspect") { name in
      [".json", ".eval", ".txt"].contains { name.hasSuffix($0) }
    }
    #expect(files.count == 11)
    var compared = 0
    for path in files {
      let reading = try #require(LogFile(path: path).reading(), "\(path)")
      #expect(reading.problems.filter(\.rejects) == [], "\(path)")
      #expect(reading.facts.first?.tasks.count == 1, "\(path)")
      for columns in reading.columns {
        let filter = columns.filter ?? "none"
        // One of them is an excerpt, cut by hand, without its scores.
        guard !columns.correct.contains(where: \.isNaN) else { continue }
        guard let stored = reading.facts.first?.tasks.first?.aggregates["acc,\(filter)"] else { continue }
        let mean = columns.correct.reduce(0, +) / Double(columns.count)
        #expect(abs(mean - stored) < 1e-9, "\(path)")
        compared += 1
      }
    }
    #expect(compared > 3)
  }

  @Test func aVersionThatDoesNotExistYetIsNamed() throws {
    let what = try reading("log/test_eval_log/log_version_3.txt").problems.map(\.what)
    #expect(what.first == "version 4 of the format is newer than 2")
  }

  @Test func aTextThatWasMovedOutIsFoundAgain() throws {
    let path = Ground.runs.appending(
      path: "inspect/scorer/logs/2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval"
    ).path
    let reading = try #require(LogFile(path: path).reading())
    let columns = try #require(reading.columns.first)
    #expect(columns.count == 10)
    for at in 0..<columns.count {
      let text = try itemText(format: reading.format, path: path, address: columns.address(of: at))
      #expect(!text.prompt.isEmpty && !text.prompt.hasPrefix("attachment:"))
      #expect(text.response?.isEmpty == false)
    }
  }
}
