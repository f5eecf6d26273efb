import Foundation
import Testing

/// Inspect may show each model the choices in an order of its own; what is watched or shown is a text, not a place.
@Suite struct ShuffledChoicesTests {
  /// The first choice is the right one, and stands first for every other model.
  private func write(_ first: String, _ second: String, in program: Program) throws -> String {
    for (at, model) in ["m-10m", "m-30m", "m-100m", "m-300m"].enumerated() {
      let choices = at.isMultiple(of: 2) ? [first, second] : [second, first]
      let samples = (0..<8).map { item in
        #"{"id": \#(item), "input": "Which, \#(item)?", "choices": ["\#(choices[0])", "\#(choices[1])"], "#
          + #""target": "\#(at.isMultiple(of: 2) ? "A" : "B")", "scores": {"s": {"value": "C", "metadata": "#
          + #"{"logprobs": {"\#(first)": -1, "\#(second)": -3}}}}}"#
      }
      let log =
        #"{"version": 2, "eval": {"task": "colours", "model": "m/\#(model)", "run_id": "r\#(at)"}, "samples": ["#
        + samples.joined(separator: ", ") + "]}"
      try program.write(log, to: "runs/\(model).json")
    }
    return program.home.appending(path: "runs").path
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: [("red", "fox"), ("red", "yellow")])
  func aWatchedTextIsFoundWhereverItStands(first: String, second: String) throws {
    let program = try Program()
    defer { program.remove() }
    let runs = try write(first, second, in: program)
    try program.write("[behaviours.colours]\nwatched = \"\(second)\"\n", to: "runs/vane.toml")
    let report = try object(try program.run("trends", runs, "--format", "json").output)
    let row = try #require((report["rows"] as? [[String: Any]])?.first)
    let means = try #require(row["points"] as? [[String: Any]]).map { $0["mean"] as? Double ?? .nan }
    #expect(means.count == 4 && means.allSatisfy { abs($0 + 2) < 1e-9 }, "\(means)")
  }

  @Test func eachChoiceOfAnItemHasItsOwnNumberAtEveryModel() throws {
    let program = try Program()
    defer { program.remove() }
    let runs = try write("red", "fox", in: program)
    let item = try object(
      try program.run("item", runs, "--behaviour", "colours", "--item", "0", "--format", "json").output)
    let choices = try #require(item["choices"] as? [[String: Any]]).map { $0["text"] as? String }
    let models = try #require(item["models"] as? [[String: Any]])
    #expect(choices == ["red", "fox"] && models.count == 4)
    #expect(models.allSatisfy { $0["log_likelihoods"] as? [Double] == [-1, -3] })
  }
}
