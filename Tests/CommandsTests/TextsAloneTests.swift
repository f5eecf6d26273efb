import Foundation
import Testing

/// A folder with nothing but whole texts in it: no behaviour, and yet something to tell.
@Suite struct TextsAloneTests {
  private func texts(_ program: Program) throws -> String {
    for (model, nats) in [("m-70m", -9.0), ("m-160m", -8.0), ("m-410m", -6.0)] {
      let lines = (0..<2).map { item in
        #"{"doc_id": \#(item), "doc": {"id": "d\#(item)"}, "target": "t", "#
          + #""arguments": {"gen_args_0": {"arg_0": "0123456789"}}, "#
          + #""filtered_resps": ["\#(nats)"], "filter": "none", "byte_perplexity": [\#(nats), 10]}"# + "\n"
      }
      try program.write(lines.joined(), to: "runs/\(model)/samples_pile_2026-01-02T03-04-05.000006.jsonl")
    }
    return program.home.appending(path: "runs").path
  }

  @Test func theirPerplexityIsTold() throws {
    let program = try Program()
    defer { program.remove() }
    let runs = try texts(program)
    let outcome = try program.run(["aggregate", runs, "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let points = try #require(report["points"] as? [[String: Any]])
    let means = points.map { $0["mean"] as? Double ?? .nan }
    #expect(points.map { $0["model"] as? String } == ["m-70m", "m-160m", "m-410m"])
    #expect(zip(means, [0.9, 0.8, 0.6]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect((report["rows"] as? [Any])?.isEmpty == true)
    let table = try program.run(["aggregate", runs, "--format", "table"]).output
    #expect(table.split(separator: "\n").count == 4 && table.hasPrefix("model"))
    #expect(try program.run(["aggregate", runs, "--family", "m"]).status == 0)
  }

  @Test(arguments: [["trends"], ["noise"], ["backtest"]]) func otherCommandsSayWhatIsThere(command: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(command + [try texts(program)])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("no behaviour among 3 files, only whole texts; `vane aggregate` tells"))
  }
}
