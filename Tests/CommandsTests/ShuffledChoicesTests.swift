import Foundation
import Testing

/// Inspect may show each model the choices in an order of its own; what a manifest watches is a text, not a place.
@Suite struct ShuffledChoicesTests {
  @Test(arguments: [("red", "fox"), ("red", "yellow")])
  func aWatchedTextIsFoundWhereverItStands(first: String, second: String) throws {
    let program = try Program()
    defer { program.remove() }
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
    try program.write("[behaviours.colours]\nwatched = \"\(second)\"\n", to: "runs/vane.toml")
    let outcome = try program.run("trends", program.home.appending(path: "runs").path, "--format", "json")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let row = try #require((report["rows"] as? [[String: Any]])?.first)
    let means = try #require(row["points"] as? [[String: Any]]).map { $0["mean"] as? Double ?? .nan }
    #expect(means.count == 4 && means.allSatisfy { abs($0 + 2) < 1e-9 }, "\(means)")
  }
}
