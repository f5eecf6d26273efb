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
    @Option(help: .format)
    var format: Format?

    func run() throws {
      options.tellIdle(besides: "--flags")
      let log = FlagShelf(options)
      try log.expectOutputElsewhere()
      try FlagsReport(items: log.flags.items, file: log.shownPath).print(as: format)
      try log.finish()
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
      let (log, names) = (FlagLog(FlagShelf.places(options)), PathNames(options))
      try FlagShelf.expectOutput(elsewhereThan: log.places.all, named: names.name)
      let (read, unread) = OwnLines.read { () throws(StoreProblem) in try log.readWhole() }
      let lines = read.map { line in
        var line = line
        line.place.file = names.name(line.place.file)
        return line
      }
      try FlagLinesReport(written: lines).print(as: format)
      let untold = FlagRow.untold(of: lines)
      if !untold.isEmpty, ![.json, .jsonl].contains(format) {
        let keys = CommandProblem.listed(untold)
        Streams.say("a newer Vane wrote what \(format.rawValue) has no column for: \(keys); --format jsonl has it")
      }
      let problems = FlagShelf.missing(options) + unread
      Streams.say(problems, named: names.name)
      if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
      try options.expectFolders(hasFound: !lines.isEmpty)
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Put several people's flag files together, in any order.",
      discussion: "Prints the union of the files' lines, each once, in the order of time. The files are not touched.")

    @Argument(help: "Flag files.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    func run() throws {
      try FlagShelf.expectOutput(elsewhereThan: files)
      var flags: [String: Runs.Flag] = [:]
      var problems: [Problem] = []
      for file in files {
        // Elsewhere a file that is not there has no flags yet; here somebody named it, and may have named it wrongly.
        if FlagShelf.isMissing(file) {
          problems.append(FlagShelf.noSuchFile(file))
          continue
        }
        do throws(StoreProblem) {
          let read = try FlagLog(path: file).readWhole()
          for line in read.lines { flags[line.text] = line.flag }
          problems += read.problems
        } catch {
          // Nobody else's flags are missing for it.
          problems.append(Problem(Place(file: error.file), error.what, "the others are merged without it"))
        }
      }
      // Two lines may differ in nothing that this Vane knows.
      let sorted = flags.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value.comes(before: $1.value) }
      try Streams.write(sorted.map { $0.key + "\n" }.joined())
      Streams.say(problems, named: { $0 })
      if !problems.isEmpty { throw CommandProblem(.someInputRejected) }
    }
  }
}
