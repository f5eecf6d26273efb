import Runs
import Testing

@testable import Readers

/// Inspect's archives as it leaves them in odd moments, made here byte by byte.
@Suite struct InspectArchiveTests {
  private static let header =
    #"{"version": 2, "status": "success", "eval": {"task": "coin", "model": "hf/tiny-1m"}, "results": {"scores": []}}"#
  private static let start = #"{"version": 2, "eval": {"task": "coin", "model": "hf/tiny-1m"}}"#

  private func sample(_ id: String, up: Double = -0.25, rest: String = "") -> String {
    #"{"id": "\#(id)", "epoch": 1, "input": "Up or down? \#(id)", "choices": ["up", "down"], "target": "A","#
      + #" "scores": {"pick": {"value": "C", "metadata": {"logprobs": {"up": \#(up), "down": -1.5}}}}\#(rest)}"#
  }

  private func reading(_ bytes: [UInt8]) throws -> Reading {
    try #require(LogFile(path: "coin.eval", bytes: bytes).reading())
  }

  private func archive(_ packing: MadeArchive.Packing, zip64: Bool = false) -> MadeArchive {
    var made = MadeArchive()
    made.add("_journal/start.json", Self.start, packing: packing, zip64: zip64)
    for id in ["a", "b"] { made.add("samples/\(id)_epoch_1.json", sample(id), packing: packing, zip64: zip64) }
    made.add("summaries.json", "[\(sample("a")), \(sample("b"))]", packing: packing, zip64: zip64)
    made.add("header.json", Self.header, packing: packing, zip64: zip64)
    return made
  }

  @Test func everyPackingAndZip64SayTheSame() throws {
    let plain = try reading(archive(.stored).closed())
    #expect(plain.problems == [])
    #expect(plain.columns.map(\.items) == [["a", "b"]])
    #expect(plain.columns[0].values == [-0.25, -1.5, -0.25, -1.5])
    for made in [
      archive(.deflated).closed(), archive(.zstd(frames: 1)).closed(), archive(.zstd(frames: 5)).closed(),
      archive(.stored, zip64: true).closed(), archive(.zstd(frames: 3), zip64: true).closed(zip64: true),
    ] {
      let other = try reading(made)
      #expect(other.problems == [])
      #expect(other.facts == plain.facts)
      #expect(other.columns.map(\.values) == plain.columns.map(\.values))
      #expect(other.columns.map(\.items) == plain.columns.map(\.items))
    }
  }

  @Test func aRunThatNeverFinishedIsReadFromItsJournal() throws {
    var made = MadeArchive()
    made.add("_journal/start.json", Self.start)
    for id in ["a", "b", "c"] { made.add("samples/\(id)_epoch_1.json", sample(id)) }
    made.add("_journal/summaries/1.json", "[\(sample("a"))]")
    made.add("_journal/summaries/2.json", "[\(sample("b"))]")
    let reading = try reading(made.closed())
    #expect(reading.facts.map(\.model) == ["hf/tiny-1m"])
    // The third was sampled and not yet summed up.
    #expect(reading.columns.map(\.items) == [["a", "b", "c"]])
    #expect(reading.problems.map(\.what) == ["the run did not finish: it has no header"])
  }

  /// The first sample failed, and the second was not answered with a letter.
  @Test func samplesWithoutLogLikelihoodsHideNobodyElses() throws {
    let start = #""epoch": 1, "input": "Up or down?", "choices": ["up", "down"], "target": "A""#
    let scores = #""scores": {"pick": {"value": "C"}}"#
    func output(_ token: String) -> String {
      #""output": {"choices": [{"logprobs": {"content": [{"token": "\#(token)", "logprob": -0.25, "top_logprobs": "#
        + #"[{"token": "A", "logprob": -0.25}, {"token": "B", "logprob": -1.5}]}]}}]}"#
    }
    let failed = #"{"id": 1, \#(start), "scores": {}, "error": {"message": "no answer"}}"#
    let summaries = [failed] + (2...4).map { #"{"id": \#($0), \#(start), \#(scores)}"# }
    var made = MadeArchive()
    made.add("samples/1_epoch_1.json", failed)
    for id in 2...4 {
      let token = id == 2 ? "Perhaps" : "A"
      made.add("samples/\(id)_epoch_1.json", #"{"id": \#(id), \#(start), \#(scores), \#(output(token))}"#)
    }
    made.add("summaries.json", "[\(summaries.joined(separator: ", "))]")
    made.add("header.json", Self.header)
    let columns = try #require(try reading(made.closed()).columns.first)
    #expect(columns.kind == .choices && Array(columns.items) == ["1", "2", "3", "4"])
    #expect(columns.values == [-0.25, -1.5, -0.25, -1.5])
  }

  @Test func theLastOfTwoEqualNamesCounts() throws {
    var made = MadeArchive()
    made.add("header.json", Self.start)
    made.add("samples/a_epoch_1.json", sample("a", up: -9))
    made.add("samples/a_epoch_1.json", sample("a", up: -0.5))
    #expect(try reading(made.closed()).columns.map(\.values) == [[-0.5, -1.5]])
  }

  @Test func idsThatOnlyLookAlikeAreTwoSamples() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    var made = MadeArchive()
    made.add("header.json", Self.start)
    made.add("samples/\(one)_epoch_1.json", sample(one, up: -0.5))
    made.add("samples/\(two)_epoch_1.json", sample(two, up: -0.75))
    let columns = try #require(reading(made.closed()).columns.first)
    #expect(columns.count == 2)
    #expect(columns.values == [-0.5, -1.5, -0.75, -1.5])
    made.add("summaries.json", "[\(sample(one, up: -2)), \(sample(two, up: -3))]")
    #expect(try reading(made.closed()).columns.first?.values == [-2, -1.5, -3, -1.5])
  }

  @Test func pooledMessagesAndAttachmentsLeaveNumbersAndTextAsTheyAre() throws {
    let pooled =
      #", "messages": [{"role": "user", "content": "attachment://aa11"}], "attachments": {"aa11": "A long question"},"#
      + #" "events_data": {"messages": [{"role": "user", "content": "A long question"}], "calls": []},"#
      + #" "events": [{"event": "model", "input": [0], "call": 0}]"#
    let moved = sample("a", rest: pooled).replacing("Up or down? a", with: "attachment://aa11")
    var made = MadeArchive()
    made.add("header.json", Self.header)
    made.add("samples/a_epoch_1.json", moved, packing: .zstd(frames: 2))
    let file = LogFile(path: "coin.eval", bytes: made.closed())
    let columns = try #require(file.reading()?.columns.first)
    #expect(columns.values == [-0.25, -1.5])
    #expect(try InspectEvalReader.text(in: file, at: columns.address(of: 0)).prompt == "A long question")
  }

  @Test func placesThatTheSummariesLackAreFoundToo() throws {
    let full = sample("a", rest: #", "store": {"lls": {"up": -3, "down": -4}}"#)
    var made = MadeArchive()
    made.add("header.json", Self.header)
    made.add("samples/a_epoch_1.json", full)
    made.add("summaries.json", "[\(sample("a"))]")
    let places = try reading(made.closed()).facts.flatMap(\.tasks).flatMap(\.logprobs).map(\.place.description)
    #expect(places == ["scores.pick.metadata.logprobs", "store.lls"])
  }
}

/// The same run as an archive and as one document.
@Suite(.enabled(if: Ground.has("ladder/inspect"), "the ladder's logs are not on this machine"))
struct InspectBothFormsTests {
  static let files = Ground.files(below: "ladder/inspect") { $0.contains("vane-37k/") && $0.hasSuffix(".eval") }

  @Test(arguments: files) func theDocumentOfARunHasTheArchivesNumbers(path: String) throws {
    let bytes = try Ground.bytes(path)
    let archive = try Archive(MemoryBytes(bytes))
    func text(_ name: String) throws -> String {
      String(decoding: try archive.bytes(of: try #require(archive[name])), as: UTF8.self)
    }
    let summaries = try JSON(parsing: Array(text("summaries.json").utf8)).elements
    let samples = try summaries.map { summary in
      try text("samples/\(summary["id"]?.name ?? "")_epoch_\(summary["epoch"]?.integer ?? 1).json")
    }
    let header = try text("header.json")
    let end = try #require(header.lastIndex(of: "}"))
    let document = header[..<end] + ",\"samples\": [" + samples.joined(separator: ",") + "]}"
    let own = try #require(LogFile(path: "run.eval", bytes: bytes).reading())
    let other = try #require(LogFile("run.json", String(document)).reading())
    #expect(other.format == "inspect-json")
    #expect(own.facts == other.facts)
    #expect(own.columns.map(\.items) == other.columns.map(\.items))
    #expect(own.columns.map(\.kind) == other.columns.map(\.kind))
    #expect(own.columns.map(\.values) == other.columns.map(\.values))
    #expect(own.columns.map(\.watched) == other.columns.map(\.watched))
    #expect(own.columns.map(\.correct) == other.columns.map(\.correct))
    #expect(own.columns.map(\.contents) == other.columns.map(\.contents))
  }
}
