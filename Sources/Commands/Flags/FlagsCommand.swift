import ArgumentParser
import Runs
import Store

struct FlagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags", abstract: "What researchers said about single items.",
    subcommands: [List.self, Effect.self, Export.self, Merge.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The items that are flagged or have notes, as they stand.")

    @OptionGroup var options: RunOptions
    @Option(help: "table, json, csv, jsonl or markdown. Default: table on a terminal, else json.")
    var format: Format?

    func run() throws {
      options.tellIdle(besides: "--flags")
      let log = try FlagShelf(options)
      let items = log.flags.items
      let rows = Self.rows(of: items)
      switch format ?? (Streams.outputIsTerminal ? .table : .json) {
      case .table: try Streams.write(rows.table)
      case .csv: try Streams.write(rows.csv)
      case .json: try Streams.write(json(items, file: log.shownPath).text + "\n")
      case .jsonl: try Streams.write(items.map { Self.json($0.key, $0.value).text + "\n" }.joined())
      case .markdown: try Streams.write(Markdown.block(rows.table))
      }
      try log.finish()
    }

    private static func rows(of items: [(key: ItemName, value: FlagState)]) -> Rows {
      var rows = Rows(header: ["behaviour", "variant", "suite", "item", "flagged", "reason", "authors", "notes"])
      rows.rows = items.map { name, state in
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

    private func json(_ items: [(key: ItemName, value: FlagState)], file: String) -> JSON {
      .object([
        ("schema", .string("vane.flags/1")), ("file", .string(file)),
        ("items", .array(items.map { Self.json($0.key, $0.value) })),
      ])
    }

    private static func json(_ name: ItemName, _ state: FlagState) -> JSON {
      .object([
        ("suite", .string(name.suite)), ("item", .string(name.item)), ("flagged", .bool(state.isFlagged)),
        ("flags", .array(state.flags.map(FlagRow.json(of:)))),
        ("notes", .array(state.notes.map(FlagRow.json(of:)))),
      ])
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Every line of the flag file, with author, time, item, reason and where it stands.")

    @OptionGroup var options: RunOptions
    @Option(help: "jsonl, json, csv, table or markdown.")
    var format: Format = .jsonl

    func run() throws {
      options.tellIdle(besides: "--flags")
      let log = try FlagShelf(options)
      func json(_ line: (place: Place, entry: Runs.Flag)) -> JSON { FlagRow.json(of: line.entry, at: line.place) }
      switch format {
      case .jsonl: try Streams.write(log.lines.map { json($0).text + "\n" }.joined())
      case .json: try Streams.write(JSON.array(log.lines.map(json)).text + "\n")
      case .csv: try Streams.write(FlagRow.rows(of: log.lines).csv)
      case .table: try Streams.write(FlagRow.rows(of: log.lines).table)
      case .markdown: try Streams.write(Markdown.block(FlagRow.rows(of: log.lines).table))
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
      var flags: Set<Runs.Flag> = []
      var problems: [Problem] = []
      for file in files {
        // Elsewhere a file that is not there has no flags yet; here somebody named it, and may have named it wrongly.
        if FlagShelf.isMissing(file) {
          problems.append(FlagShelf.noSuchFile(file))
          continue
        }
        do throws(StoreProblem) {
          let read = try FlagLog(path: file).read()
          flags.formUnion(read.flags)
          problems += read.problems
        } catch {
          // Nobody else's flags are missing for it.
          problems.append(Problem(Place(file: error.file), error.what, error.action))
        }
      }
      let sorted = flags.sorted { $0.comes(before: $1) }
      try Streams.write(sorted.map { FlagRow.json(of: $0).text + "\n" }.joined())
      Streams.say(problems, named: { $0 })
      if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
    }
  }
}
