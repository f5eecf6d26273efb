import Runs
import Testing

@testable import Readers

/// Wherever people keep log-probabilities of choices in an Inspect log.
@Suite struct InspectPlacesTests {
  /// A log of samples `id` 1, 2, … with the choices `up` and `down`, of which the first is right.
  private func reading(_ samples: String...) throws -> Reading {
    let all = samples.enumerated().map { at, rest in
      #"{"id": \#(at + 1), "epoch": 1, "input": "Up or down?", "choices": ["up", "down"], "target": "A", \#(rest)}"#
    }
    let text =
      #"{"version": 2, "status": "success", "eval": {"task": "coin", "model": "hf/tiny-1m"}, "samples": ["#
      + all.joined(separator: ",") + "]}"
    return try #require(LogFile("coin.json", text).reading())
  }

  private func place(_ reading: Reading) -> [String] {
    reading.facts.flatMap(\.tasks).flatMap(\.logprobs).map(\.place.description)
  }

  private static let pair = #"{"up": -0.25, "down": -1.5}"#

  @Test(arguments: [
    (#""scores": {"pick": {"value": \#(pair)}}"#, "scores.pick.value"),
    (#""scores": {"pick": {"value": {"logprobs": \#(pair), "right": 1}}}"#, "scores.pick.value.logprobs"),
    (#""scores": {"pick": {"value": "C", "metadata": {"ll": {"A": -0.25, "B": -1.5}}}}"#, "scores.pick.metadata.ll"),
    (
      #""scores": {"pick": {"value": "C", "metadata": {"choice_loglik": [-0.25, -1.5]}}}"#,
      "scores.pick.metadata.choice_loglik"
    ),
    (
      #""scores": {"pick": {"value": "C", "metadata": {"more": {"logprobs": \#(pair)}}}}"#,
      "scores.pick.metadata.more.logprobs"
    ),
    (#""metadata": {"log_probs": \#(pair)}"#, "metadata.log_probs"),
    (#""store": {"Picker:lls": \#(pair)}"#, "store.Picker:lls"),
    (
      #""output": {"choices": [{"logprobs": {"content": [{"token": "A", "logprob": -0.25, "top_logprobs": "#
        + #"[{"token": "A", "logprob": -0.25}, {"token": " B", "logprob": -1.5}]}]}}]}"#, "output.choices.0.logprobs"
    ),
  ])
  func aPlaceIsFoundAndTold(sample: String, name: String) throws {
    let reading = try reading(sample)
    #expect(place(reading) == [name])
    let columns = try #require(reading.columns.first)
    #expect(reading.columns.count == 1)
    #expect(Array(columns.values(of: 0)) == [-0.25, -1.5])
    #expect(columns.watched == [1])
  }

  /// Behind one long passage: only the beginning of a question is kept, and that is no proof that two are one.
  @Test func questionsThatBeginAlikeAreNotTakenForOne() throws {
    func contents(_ inputs: [String]) throws -> [UInt64] {
      let samples = inputs.enumerated().map {
        #"{"id": "q\#($0)", "epoch": 1, "input": "\#($1)", "target": "A", "scores": {"s": {"value": "C"}}}"#
      }
      let all = samples.joined(separator: ",")
      let text = #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [\#(all)]}"#
      return try #require(LogFile("coin.json", text).reading()?.columns.first).contents
    }
    let passage = String(repeating: "It rained. ", count: 60)
    #expect(try contents([passage + "Where?", passage + "When?"]) == [0, 0])
    let apart = try contents(["Where? " + passage, "When? " + passage, "Where?", "Where?"])
    #expect(apart.allSatisfy { $0 != 0 } && Set(apart).count == 3)
  }

  /// The letters of the tokens are those that the model saw, the target's are those of the data.
  @Test(arguments: [("true", false), (#""<random.Random>""#, false), ("false", true)])
  func lettersOfShuffledChoicesAreNobodys(shuffle: String, isTaken: Bool) throws {
    let text =
      #"{"version": 2, "status": "success", "eval": {"task": "coin", "model": "m"}, "plan": {"steps": ["#
      + #"{"solver": "multiple_choice", "params": {"shuffle": \#(shuffle)}}]}, "samples": [{"id": 1, "epoch": 1, "#
      + #""input": "?", "choices": ["up", "down"], "target": "A", "scores": {"choice": {"value": "C"}}, "#
      + #""output": {"choices": [{"logprobs": {"content": [{"token": "B", "logprob": -0.25, "top_logprobs": "#
      + #"[{"token": "A", "logprob": -1.5}, {"token": "B", "logprob": -0.25}]}]}}]}}]}"#
    let reading = try #require(LogFile("coin.json", text).reading())
    #expect(place(reading) == (isTaken ? ["output.choices.0.logprobs"] : []))
    #expect(reading.columns.map(\.correct) == [[1]])
    #expect(reading.problems.contains { $0.what.contains("shuffled") } != isTaken)
  }

  /// Inspect goes on with 1, 2, … where the letters end.
  @Test func theChoicesBehindZHaveNumbersOfTheirOwn() throws {
    let names = (0..<28).map { $0 < 26 ? String(UnicodeScalar(UInt8(65 + $0))) : "\($0 - 25)" }
    let numbers = names.enumerated().map { #""\#($1)": -\#($0 + 1)"# }.joined(separator: ",")
    let choices = names.indices.map { #""choice \#($0)""# }.joined(separator: ",")
    let text =
      #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [{"id": 1, "epoch": 1, "input": "?", "#
      + #""choices": [\#(choices)], "target": "2", "scores": {"pick": {"value": "C", "metadata": {"logprobs": "#
      + #"{\#(numbers)}}}}}]}"#
    let file = LogFile("coin.json", text)
    let columns = try #require(file.reading()?.columns.first)
    #expect(columns.values == (1...28).map { -Double($0) })
    #expect(columns.watched == [1 << 27])
    #expect(try InspectJSONReader.text(in: file, at: columns.address(of: 0)).target == "choice 27")
  }

  /// A target is the letter that a choice is shown under, which another choice may have as its text; among keys without
  /// a list of choices it is a text.
  @Test(arguments: [
    (#""choices": ["B", "A"], "#, "[-0.25, -1.5]"), (#""choices": ["B", "A"], "#, #"{"B": -0.25, "A": -1.5}"#),
    ("", #"{"A": -0.25, "B": -1.5}"#), ("", #"{"B": -1.5, "A": -0.25}"#),
  ])
  func aLetterIsTheChoiceInItsPlace(choices: String, logprobs: String) throws {
    let text =
      #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [{"id": 1, "epoch": 1, "input": "?", "#
      + #"\#(choices)"target": "A", "scores": {"pick": {"value": "C", "metadata": {"logprobs": \#(logprobs)}}}}]}"#
    let columns = try #require(LogFile("coin.json", text).reading()?.columns.first)
    #expect(columns.measured(0).margin == 1.25)
  }

  @Test func aLetterThatIsNotAmongTheTokensKeptIsUnknown() throws {
    let tokens = #"[{"token": "A", "logprob": -0.25}, {"token": "C", "logprob": -2.5}]"#
    let answer = { (choices: String) in
      #"{"id": 1, "epoch": 1, "input": "?", "choices": \#(choices), "target": "A", "output": {"choices": [{"logprobs": "#
        + #"{"content": [{"token": "A", "logprob": -0.25, "top_logprobs": \#(tokens)}]}}]}}"#
    }
    let text =
      #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [\#(answer(#"["x", "y", "z"]"#))]}"#
    let columns = try #require(LogFile("coin.json", text).reading()?.columns.first)
    let values = Array(columns.values(of: 0))
    #expect(values[0] == -0.25 && values[1].isNaN && values[2] == -2.5)
    #expect(columns.measured(0).margin.isNaN)
  }

  @Test func ofSeveralPlacesTheSurestIsFirstAndAllAreKept() throws {
    let reading = try reading(
      #""scores": {"pick": {"value": "C", "metadata": {"logprobs": \#(Self.pair)}}}, "metadata": {"guess": {"up": -7, "down": -9}}"#,
      #""scores": {"pick": {"value": "I"}}, "metadata": {"guess": {"up": -7, "down": -9}}"#)
    #expect(place(reading) == ["scores.pick.metadata.logprobs", "metadata.guess"])
    #expect(reading.facts[0].tasks[0].logprobs.map(\.items) == [1, 2])
    #expect(reading.facts[0].tasks[0].logprobs.map(\.isCertain) == [true, false])
    #expect(reading.columns.map(\.kind) == [.choices, .choices])
    // A sample that lacks them is judged all the same.
    #expect(reading.columns[0].correct == [1, 0])
    #expect(reading.columns[0].values(of: 1).isEmpty && reading.columns[0].measured(1).margin.isNaN)
    #expect(Array(reading.columns[1].values(of: 1)) == [-7, -9])
  }

  /// Logs of agents hold gigabytes of them.
  @Test func noSampleKeepsALongText() throws {
    let text = String(repeating: "word ", count: 1000)
    let log =
      #"{"id": 1, "input": "\#(text)", "scores": {"pick": {"value": "C", "explanation": "\#(text)"}}, "#
      + #""metadata": {"notes": {"more": ["\#(text)"]}}, "store": {"page": "\#(text)", "logprobs": \#(Self.pair)}}"#
    var scan = JSONScanner(MemoryBytes(Array(log.utf8)), byLine: false)
    let read = try InspectSample.read(&scan)
    let sample = try #require(read)
    #expect("\(sample)".utf8.count < 4000)
    #expect(sample.besides.map(\.values) == [[-0.25, -1.5]])
    #expect(sample.content >> 32 == Fingerprint.of(text.utf8.prefix(512)) >> 32)
  }

  @Test func aLongChoiceIsKnownByANameAndKeepsItsLength() throws {
    let words = ["up", "down"].map { $0 + String(repeating: " and on", count: 100) }
    let log =
      #"{"id": 1, "epoch": 1, "input": "?", "choices": ["\#(words[0])", "\#(words[1])"], "target": "\#(words[1])", "#
      + #""output": {"choices": [{"logprobs": {"content": [{"token": "\#(words[0])", "top_logprobs": "#
      + #"[{"token": "\#(words[0])", "logprob": -1, "bytes": [1, 2, 3]}]}]}}]}, "#
      + #""scores": {"pick": {"value": "C", "metadata": {"ll": {"\#(words[0])": -0.25, "\#(words[1])": -1.5}}}}}"#
    var scan = JSONScanner(MemoryBytes(Array(log.utf8)), byLine: false)
    let read = try InspectSample.read(&scan)
    let sample = try #require(read)
    #expect("\(sample)".utf8.count < 4000)
    let text = #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [\#(log)]}"#
    let columns = try #require(LogFile("coin.json", text).reading()?.columns.first)
    #expect(columns.values == [-0.25, -1.5] && columns.watched == [2])
    #expect(columns.bytes == words.map { Int32($0.utf8.count) })
  }

  @Test func whatOneScorerKeepsCostsNoVerdict() throws {
    let many = (0..<5000).map { #""k\#($0)": 1"# }.joined(separator: ", ")
    let reading = try reading(
      #""scores": {"judge": {"metadata": {\#(many)}, "value": "C"}, "match": {"value": "I"}}"#)
    #expect(reading.columns.map(\.correct) == [[1], [0]])
  }

  @Test func aLongKeyKeepsItsLengthWhereNoChoicesAreListed() throws {
    let words = ["up", "down"].map { $0 + String(repeating: " and on", count: 100) }
    let text =
      #"{"version": 2, "eval": {"task": "coin", "model": "m"}, "samples": [{"id": 1, "epoch": 1, "input": "?", "#
      + #""target": "\#(words[1])", "scores": {"pick": {"value": "C", "metadata": "#
      + #"{"logprobs": {"\#(words[0])": -0.25, "\#(words[1])": -1.5}}}}}]}"#
    let columns = try #require(LogFile("coin.json", text).reading()?.columns.first)
    #expect(columns.values == [-0.25, -1.5] && columns.watched == [2])
    #expect(columns.bytes == words.map { Int32($0.utf8.count) })
  }

  @Test(arguments: [("1e999", nil), ("\"inf\"", nil), ("-3", nil), ("7e7", 7e7)] as [(String, Double?)])
  func aSizeThatIsNoNumberIsUnknownAndTold(size: String, parameters: Double?) throws {
    let text =
      #"{"version": 2, "eval": {"task": "coin", "model": "m", "metadata": {"parameters": \#(size)}}, "#
      + #""samples": [{"id": 1, "epoch": 1, "scores": {"s": {"value": 1}}}]}"#
    let reading = try #require(LogFile("coin.json", text).reading())
    #expect(reading.facts.map(\.parameters) == [parameters])
    let told = reading.problems.contains { $0.what.hasSuffix("is no number of parameters") && !$0.rejects }
    #expect(told == (parameters == nil))
  }

  @Test func choicesBeyondWhatAnItemCanHaveAreNotKept() throws {
    let choices = (0..<10_000).map { #""choice \#($0)""# }.joined(separator: ",")
    let log = #"{"id": 1, "choices": [\#(choices)], "target": [\#(choices)]}"#
    var scan = JSONScanner(MemoryBytes(Array(log.utf8)), byLine: false)
    let read = try InspectSample.read(&scan)
    let sample = try #require(read)
    #expect(sample.choices.count == 65 && sample.targets.count == 65)
  }

  /// What is looked at in one sample is bounded: each key is held against several words, for each scorer.
  @Test(arguments: [(500, true), (2000, false)])
  func ofVeryManyKeysTheFirstAreLookedAt(count: Int, isFound: Bool) throws {
    let others = (0..<count).map { #""key \#($0)": 1, "# }.joined()
    let reading = try reading(#""metadata": {\#(others)"logprobs": \#(Self.pair)}"#)
    #expect(place(reading) == (isFound ? ["metadata.logprobs"] : []))
  }

  @Test func whatASampleHoldsBesidesItsScoresIsBounded() throws {
    let pairs = (0..<3000).map { #""ll \#($0)": \#(Self.pair)"# }.joined(separator: ", ")
    let deep = (0..<3000).map { #""k\#($0)": {"a": {"b": 1}}"# }.joined(separator: ", ")
    let log = #"{"id": 1, "scores": {"pick": {"value": {\#(deep)}}}, "metadata": {\#(pairs)}, "store": {\#(deep)}}"#
    var scan = JSONScanner(MemoryBytes(Array(log.utf8)), byLine: false)
    let read = try InspectSample.read(&scan)
    let sample = try #require(read)
    #expect(sample.besides.count <= 128)
    #expect(sample.scores[0].value["value"]?.members.count ?? 0 < 2000)
  }

  @Test func numbersUnderAnyNameAreOnlyAGuess() throws {
    let reading = try reading(#""scores": {"pick": {"value": "C"}}, "metadata": {"costs": {"up": -7, "down": -9}}"#)
    #expect(reading.columns.map(\.kind) == [.generated, .choices])
    #expect(reading.facts[0].tasks[0].logprobs.map(\.isCertain) == [false])
  }

  @Test func oneNumberIsTheAnswersAloneAndHasNoMargin() throws {
    let reading = try reading(#""scores": {"target_logprob": {"value": -2.25}}"#)
    #expect(place(reading) == ["scores.target_logprob.value"])
    #expect(reading.columns.map(\.kind) == [.sequence])
    #expect(reading.columns[0].measured(0).logp == -2.25)
    #expect(reading.columns[0].correct[0].isNaN && reading.problems == [])
    #expect(reading.columns[0].measured(0).margin.isNaN)
  }

  @Test(arguments: [
    #""metadata": {"logprobs": {"up": 0.25, "down": -1.5}}"#, #""metadata": {"logprobs": {"up": -0.25}}"#,
    #""metadata": {"logprobs": [-0.25, -1.5, -2.5]}"#, #""metadata": {"logprobs": "none"}"#,
    #""metadata": {"shell": {"a": -1, "b": -2}}"#,
  ])
  func whatCannotBeLogProbabilitiesIsNotTaken(sample: String) throws {
    let reading = try reading(sample + #", "scores": {"pick": {"value": "C"}}"#)
    #expect(place(reading) == [])
    #expect(reading.columns.map(\.kind) == [.generated])
  }
}
