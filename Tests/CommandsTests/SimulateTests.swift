import Foundation
import Testing

/// `vane simulate`: small runs; what it finds in long ones stands in docs/simulation.md.
@Suite struct SimulateTests {
  @Test func theSeedAloneDecidesAndEveryFormHoldsTheSameCells() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["simulate", "--table", "turning", "--behaviours", "60", "--seed", "7"]
    let first = try program.run(words + ["--format", "json"])
    #expect(first.status == 0 && first.errors.isEmpty)
    #expect(first.output == (try program.run(words + ["--format", "json"]).output))
    let object = try #require(try ExactJSON.object(first.output))
    #expect(object["schema"] as? String == "vane.simulation/1" && object["seed"] as? String == "7")
    let cells = try #require(object["cells"] as? [[String: Any]])
    #expect(cells.count == 56)
    let lines = try program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    #expect(lines.count == 57)
    let lineObjects = try program.run(words + ["--format", "jsonl"]).output.split(separator: "\n")
    #expect(lineObjects.count == 56)
    let other = try program.run(Array(words.dropLast()) + ["8", "--format", "json"]).output
    #expect(other != first.output)
  }

  @Test func thePageHasTheTablesAndTheOutcome() throws {
    let program = try Program()
    defer { program.remove() }
    let page = try program.write("", to: "simulation.md")
    let outcome = try program.run("simulate", "--table", "turning", "--behaviours", "40", "--page", page)
    #expect(outcome.status == 0)
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.hasPrefix("# Simulation\n") && text.contains("| saturating |") && text.contains("All 56 claims hold."))
  }

  @Test func noPageIsWrittenOverALog() throws {
    let program = try Program()
    defer { program.remove() }
    let log = "item,choice,logp,watched\nq,yes,-1,1\nq,no,-2,0\n"
    let file = try program.write(log, to: "runs/mine-1b.csv")
    let outcome = try program.run("simulate", "--table", "turning", "--behaviours", "40", "--page", file)
    #expect(outcome.status == 4 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains("\(file): a log (table) stands there"), "\(outcome.errors)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == log)
  }

  @Test func tooFewBehavioursAreWrongUsage() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("simulate", "--behaviours", "0")
    #expect(outcome.status == 2 && outcome.errors.contains("--behaviours must be at least 5"))
  }
}
