import ArgumentParser
import Runs
import Store

struct FlagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags", abstract: "What researchers said about single items.",
    subcommands: [List.self, Export.self, Merge.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The items that are flagged or have notes, as they stand.")

    @OptionGroup var options: RunOptions
    @Option(help: "table, json, csv, jsonl or markdown. Default: table on a terminal, else json.")
    var format: Format?

    func run() throws {
      let log = try FlagShelf(options)
      let rows = Self.rows(of: FlagState.fold(log.flags))
      switch format ?? (Streams.outputIsTerminal ? .table : .json) {
      case .table: try Streams.write(rows.table)
      case .csv: try Streams.write(rows.csv)
      case .json: try Streams.write(json(FlagState.fold(log.flags), file: log.shownPath).text + "\n")
      case .jsonl: try Streams.write(log.flags.map { FlagRow.json(of: $0).text + "\n" }.joined())
      case .markdown: try Streams.write(Markdown.block(rows.table))
      }
      try log.finish()
    }

    private static func rows(of states: [ItemName: FlagState]) -> Rows {
      var rows = Rows(header: ["behaviour", "variant", "suite", "item", "flagged", "reason", "authors", "notes"])
      rows.rows = states.sorted { $0.key < $1.key }.map { name, state in
        let lines = state.flags + state.notes
        return [
          .init(lines.first?.behaviour), .init(lines.first?.variant), .text(name.suite), .text(name.item),
          .text(state.isFlagged ? "yes" : "no"),
          .text(Set(state.flags.compactMap { $0.reason?.rawValue }).sorted().joined(separator: " ")),
          .text(Set(lines.map(\.author)).sorted().joined(separator: " ")),
          .text(lines.compactMap(\.note).joined(separator: " | ")),
        ]
      }
      return rows
    }

    private func json(_ states: [ItemName: FlagState], file: String) -> JSON {
      .object([
        ("schema", .string("vane.flags/1")), ("file", .string(file)),
        (
          "items",
          .array(
            states.sorted { $0.key < $1.key }.map { name, state in
              .object([
                ("suite", .string(name.suite)), ("item", .string(name.item)), ("flagged", .bool(state.isFlagged)),
                ("flags", .array(state.flags.map(FlagRow.json(of:)))),
                ("notes", .array(state.notes.map(FlagRow.json(of:)))),
              ])
            })
        ),
      ])
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Every line of the flag file, with author, time, item and reason.")

    @OptionGroup var options: RunOptions
    @Option(help: "jsonl, json, csv, table or markdown.")
    var format: Format = .jsonl

    func run() throws {
      let log = try FlagShelf(options)
      switch format {
      case .jsonl: try Streams.write(log.flags.map { FlagRow.json(of: $0).text + "\n" }.joined())
      case .json: try Streams.write(JSON.array(log.flags.map(FlagRow.json(of:))).text + "\n")
      case .csv: try Streams.write(FlagRow.rows(of: log.flags).csv)
      case .table: try Streams.write(FlagRow.rows(of: log.flags).table)
      case .markdown: try Streams.write(Markdown.block(FlagRow.rows(of: log.flags).table))
      }
      try log.finish()
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Put several people's flag files together, in any order.",
      discussion: "Prints the union of the files' lines, each once, in the order of time. The files are not touched.")

    @Argument(help: "Flag files.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    func run() throws {
      var flags: [String: Runs.Flag] = [:]
      var problems: [Problem] = []
      for file in files {
        let read = try FlagLog(path: file).read()
        for flag in read.flags { flags[flag.id] = flag }
        problems += read.problems
      }
      let sorted = flags.values.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
      try Streams.write(sorted.map { FlagRow.json(of: $0).text + "\n" }.joined())
      Streams.say(problems, named: { $0 })
      if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
    }
  }
}
