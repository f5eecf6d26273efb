import Glibc

/// All tables of one run, one after the other; each is printed when it is known, and kept.
struct Sitting {
  var settings: Settings
  var report = Report()

  private var made: MadeRuns { MadeRuns(settings: settings) }
  private var ingest: Ingest {
    let tools = Ingest.Tools(
      programs: settings.programs, rivals: settings.rivals, folder: settings.folder, threads: settings.threads)
    return Ingest(vane: settings.vane, tools: tools, rounds: settings.rounds, scratch: settings.scratch)
  }

  init(_ settings: Settings) { self.settings = settings }

  mutating func run() {
    for part in settings.parts {
      switch part {
      case "ingest": compare()
      case "growth": grow()
      case "startup": open()
      case "soak": soak()
      case _: large()
      }
    }
  }

  private mutating func compare() {
    progress("Looking for the rivals")
    let prepare = [settings.rivals + "/prepare", settings.folder]
    _ = Child.run(prepare, printing: settings.scratch + "/prepared", settings.environment)
    let said = Child.text(of: settings.scratch + "/prepared.err")
    if !said.isEmpty { progress(said) }
    let samples = made.folder("lm-eval", [settings.megabytes])
    show(ingest.lmEval(samples), "lm-eval samples", of: samples)
    let logs = made.folder("inspect", [settings.megabytes])
    show(ingest.inspect(logs), "Inspect logs", of: logs)
    show(ingest.fromDisk(samples), "lm-eval samples, no page in cache", of: samples)
    report.write(
      "\(settings.results)/ingest-\(settings.megabytes).csv",
      columns: [
        "data", "megabytes", "reader", "time_ratio", "cpu_ratio", "seconds", "fastest", "cpu_seconds", "mb_per_s",
        "peak_mb",
      ])
  }

  /// Vane cold is 1; above 1 is slower than it.
  private mutating func show(_ standings: [Contest.Standing], _ title: String, of runs: String) {
    let (bytes, cold) = (MadeRuns.megabytes(in: runs), standings[0])
    print("\(title), \(fixed(bytes, 0)) MB in files; median of \(settings.rounds) round(s) in turn")
    var rows = [["", "time", "CPU", "seconds", "fastest", "CPU s", "MB/s", "peak MB", ""]]
    for standing in standings {
      guard standing.wall.isFinite else {
        rows.append([standing.name] + Array(repeating: "", count: 7) + [standing.remark])
        continue
      }
      let cells = [
        fixed(standing.wall / cold.wall, 2), fixed(standing.cpu / cold.cpu, 2), fixed(standing.wall, 3),
        fixed(standing.fastest, 3), fixed(standing.cpu, 3), fixed(bytes / standing.wall, 0), fixed(standing.peak, 0),
      ]
      rows.append([standing.name] + cells + [standing.remark])
      report.keep([title, fixed(bytes, 1), standing.name] + cells)
    }
    Report.table(rows)
  }

  private mutating func grow() {
    let factors = [1, 2, 4, 8]
    // Fifteen times this is written: a gigabyte tells no more than its tenth.
    let base = min(100, settings.megabytes)
    // All sizes in turn: a busy minute must not look like growth.
    let standings = ingest.cold(factors.map { made.folder("lm-eval", [base * $0]) })
    print("Growth of Vane cold on lm-eval samples; 1 is linear")
    var rows = [["times", "seconds", "of factor", "CPU s", "of factor", "peak MB"]]
    let one = standings[0]
    for (factor, standing) in zip(factors, standings) {
      let cells = [
        String(factor), fixed(standing.wall, 3), fixed(standing.wall / one.wall / Double(factor), 2),
        fixed(standing.cpu, 3), fixed(standing.cpu / one.cpu / Double(factor), 2), fixed(standing.peak, 0),
      ]
      rows.append(cells)
      report.keep([String(base * factor)] + cells)
    }
    Report.table(rows)
    report.write(
      "\(settings.results)/growth-\(base).csv",
      columns: ["megabytes", "times", "seconds", "seconds_of_factor", "cpu_seconds", "cpu_of_factor", "peak_mb"])
  }

  /// The waiting of a person with runs of usual size.
  private mutating func open() {
    let startup = Startup(vane: settings.vane, scratch: settings.scratch)
    progress("Opening \(settings.folders.joined(separator: ", ")) on a pseudo-terminal")
    print("From the start of vane to the screen, ms; median of 15")
    var rows = [["", "MB", "first paint", "cold", "warm", "plain reading", "peak MB cold", "warm"]]
    for folder in settings.folders {
      let reading = median((0..<15).map { _ in Startup.plainReading(of: folder) })
      let wait = startup.open(folder, rounds: 15)
      let cells = [
        fixed(MadeRuns.megabytes(in: folder), 1), fixed(median(wait.first), 1), fixed(median(wait.cold), 1),
        fixed(median(wait.warm), 1), fixed(reading, 1), fixed(median(wait.coldPeak), 0),
        fixed(median(wait.warmPeak), 0),
      ]
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      rows.append([name] + cells)
      report.keep([name] + cells)
    }
    Report.table(rows)
    report.write(
      "\(settings.results)/startup.csv",
      columns: [
        "folder", "megabytes", "first_paint_ms", "cold_complete_ms", "warm_complete_ms", "plain_reading_ms",
        "cold_peak_mb", "warm_peak_mb",
      ])
  }

  /// Random keys on ten million measurements in two thousand files, ten thousand tasks, a million flags.
  private mutating func soak() {
    let runs = made.folder("wide", [1000, 10, 63])
    let flags = settings.scratch + "/million-flags.jsonl"
    let cache = settings.scratch + "/soak"
    progress("Writing a million flags, reading \(runs)")
    let writer = [settings.programs + "/writeruns", "flags", flags, "1000000", "10", "63"]
    guard Child.run(writer, printing: settings.scratch + "/output", [])?.succeeded == true else {
      fail("\(flags): could not be written")
    }
    let words = [settings.vane, "trends", runs, "--cache", cache, "--format", "json", "--quiet", "--no-permutations"]
    let indexed = Child.run(words, printing: settings.scratch + "/output", ["HOME=\(settings.scratch)"])
    let startup = Startup(vane: settings.vane, scratch: settings.scratch)
    // What is taken away lands where the program was started.
    _ = chdir(settings.scratch)
    let soak = Soak(startup: startup, seed: settings.soakSeed, seconds: settings.soakSeconds, flags: flags)
    let outcome = soak.run(in: runs, cache: cache)
    let cells = [
      String(settings.soakSeed), fixed(settings.soakSeconds, 0), String(outcome.deeds), String(outcome.starts),
      fixed(indexed?.wall ?? .nan, 1), fixed(indexed?.peak ?? .nan, 0),
      fixed(quantile(outcome.frames, 0.5), 2), fixed(quantile(outcome.frames, 0.99), 2),
      fixed(outcome.frames.max() ?? .nan, 0), fixed(quantile(outcome.answers, 0.99), 1),
      fixed(outcome.memory.dropFirst().first ?? .nan, 0), fixed(outcome.memory.max() ?? .nan, 0),
      fixed(outcome.memory.last ?? .nan, 0),
    ]
    let columns = [
      "seed", "seconds", "deeds", "starts", "index_s", "index_peak_mb", "frame_p50_ms", "frame_p99_ms", "frame_max_ms",
      "answer_p99_ms", "mb_after_a_minute", "mb_most", "mb_at_the_end",
    ]
    Report.table([[""] + columns, ["random keys"] + cells])
    if let failure = outcome.failure { fail(failure) }
    report.keep(cells)
    report.write("\(settings.results)/soak.csv", columns: columns)
  }

  private func fail(_ why: String) -> Never {
    progress(why)
    Interrupt.cleanUp()
    exit(1)
  }

  /// Ten million measurements, once spread over a thousand behaviours and once all in one list of a million items.
  private mutating func large() {
    let startup = Startup(vane: settings.vane, scratch: settings.scratch)
    let keystrokes = Keystrokes(startup: startup, presses: 400)
    print("Ten million measurements (5 models, 1,000,000 items, 2 choices), on a pseudo-terminal")
    var rows = [["", "index s", "CPU s", "peak MB", "warm open ms", "key p50 ms", "p99", "peak MB"]]
    for (name, shape, way) in [
      ("1,000 behaviours, overview", [1000, 1000], []), ("1,000,000 items, item list", [1, 1_000_000], ["\r"]),
    ] {
      let runs = made.folder("table", shape)
      progress("Measuring \(name)")
      let cache = settings.scratch + "/large"
      let words = [settings.vane, "trends", runs, "--cache", cache, "--format", "json", "--quiet"]
      let indexed = Child.run(words, printing: settings.scratch + "/output", ["HOME=\(settings.scratch)"])
      let opened = (0..<settings.rounds).compactMap { _ -> Keystrokes.Felt? in
        Keystrokes(startup: startup, presses: 0).felt(in: runs, cache: cache, way: [])
      }
      let felt = keystrokes.felt(in: runs, cache: cache, way: way)
      Interrupt.remove(cache)
      let cells = [
        fixed(indexed?.wall ?? .nan, 1), fixed(indexed?.cpu ?? .nan, 1), fixed(indexed?.peak ?? .nan, 0),
        fixed(median(opened.flatMap(\.opened)), 0), fixed(quantile(felt?.frames ?? [], 0.5), 2),
        fixed(quantile(felt?.frames ?? [], 0.99), 2), fixed(felt?.peak ?? .nan, 0),
      ]
      rows.append([name] + cells)
      report.keep([name.replacing(",", with: "")] + cells)
    }
    Report.table(rows)
    report.write(
      "\(settings.results)/large.csv",
      columns: [
        "shape", "index_s", "index_cpu_s", "index_peak_mb", "warm_open_ms", "key_p50_ms", "key_p99_ms",
        "dashboard_peak_mb",
      ])
  }
}
