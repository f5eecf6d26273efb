import Glibc

/// Vane against its rivals on one made folder: the same means, the same bytes, in turn.
struct Ingest {
  var vane: String
  var tools: Tools
  var rounds: Int
  var scratch: String

  /// What `Tools` knows of where things are.
  struct Tools {
    /// Where the programs of this package are.
    var programs: String
    /// The sources of the rivals.
    var rivals: String
    /// Where rivals and made runs are put.
    var folder: String
    var threads: Int
    var python: String { folder + "/venv/bin/python" }
  }

  private var cores: String { String(tools.threads) }

  func lmEval(_ runs: String) -> [Contest.Standing] {
    let samples = files(in: runs, ending: ".jsonl")
    let all = files(in: runs, ending: "")
    return compare(
      vane(runs) + [
        python("DuckDB read_json", "duckdb", [runs, cores]), python("Polars scan_ndjson", "polars", [runs, cores]),
        simdjson(samples), reading("newline search", "lines", all), reading("plain reading", "bytes", all),
      ], of: runs)
  }

  func inspect(_ runs: String) -> [Contest.Standing] {
    let logs = files(in: runs, ending: ".eval")
    return compare(
      vane(runs) + [
        python("inspect_ai read_eval_log", "inspect_ai", [runs]), reading("unpacking alone", "members", logs),
        reading("plain reading", "bytes", logs),
      ], of: runs)
  }

  /// From the disk itself: Vane from nothing, and plain reading.
  func fromDisk(_ runs: String) -> [Contest.Standing] {
    let all = files(in: runs, ending: "")
    var entrants = [vane(runs)[0], reading("plain reading", "bytes", all)]
    for index in entrants.indices { entrants[index].evicted = all }
    return contest(entrants).standings()
  }

  func cold(_ folders: [String]) -> [Contest.Standing] { contest(folders.map { vane($0)[0] }).standings() }

  /// Cold from nothing, and from an index that is there.
  private func vane(_ runs: String) -> [Contest.Entrant] {
    let (fresh, kept) = (scratch + "/fresh", scratch + "/kept")
    func words(_ cache: String) -> [String] {
      [vane, "trends", runs, "--cache", cache, "--format", "json", "--quiet"]
    }
    return [
      Contest.Entrant(name: "Vane cold", words: words(fresh), freshFolder: fresh),
      Contest.Entrant(name: "Vane warm", words: words(kept)),
      Contest.Entrant(name: "Vane cold, no n_eff", words: words(fresh) + ["--no-permutations"], freshFolder: fresh),
      Contest.Entrant(name: "Vane warm, no n_eff", words: words(kept) + ["--no-permutations"]),
    ]
  }

  private func python(_ name: String, _ package: String, _ arguments: [String]) -> Contest.Entrant {
    let script = tools.rivals + "/" + (package == "inspect_ai" ? "inspect" : package) + "_means.py"
    let found = Child.run([tools.python, "-c", "import \(package)"], printing: scratch + "/output", environment)
    let missing = found?.succeeded == true ? nil : "not available: \(package) is not installed"
    return Contest.Entrant(name: name, words: [tools.python, script] + arguments, missing: missing)
  }

  private func simdjson(_ samples: [String]) -> Contest.Entrant {
    let program = tools.folder + "/simdjson_means"
    let missing = access(program, X_OK) == 0 ? nil : "not available: not compiled"
    return Contest.Entrant(name: "simdjson, same fields", words: [program, cores] + samples, missing: missing)
  }

  private func reading(_ name: String, _ way: String, _ files: [String]) -> Contest.Entrant {
    Contest.Entrant(name: name, words: [tools.programs + "/reading", way, cores] + files, isChecked: false)
  }

  private var environment: [String] {
    ["HOME=\(scratch)", "LANG=C.UTF-8", "TERM=dumb", "PATH=/usr/bin:/bin", "VIRTUAL_ENV=\(tools.folder)/venv"]
  }

  private func contest(_ entrants: [Contest.Entrant]) -> Contest {
    Contest(entrants: entrants, rounds: rounds, environment: environment, scratch: scratch)
  }

  private func compare(_ entrants: [Contest.Entrant], of runs: String) -> [Contest.Standing] {
    // The index for the warm runs, and the means that every rival must agree with.
    let words = [
      vane, "trends", runs, "--cache", scratch + "/kept", "--format", "csv", "--measure", "logp", "--quiet",
    ]
    let truth = Child.run(words, printing: scratch + "/output", environment).map { means(inTable: $0.output) } ?? [:]
    var disagreeing: [String: String] = [:]
    let checked = Set(entrants.filter(\.isChecked).map(\.name))
    var standings = contest(entrants).standings { name, child in
      let means = child.means
      guard checked.contains(name), !name.hasPrefix("Vane") else { return }
      if truth.isEmpty || means.count != truth.count {
        disagreeing[name] = "\(means.count) means where Vane has \(truth.count)"
      } else if let off = means.first(where: { abs($0.value - (truth[$0.key] ?? .nan)) <= 1e-9 ? false : true }) {
        disagreeing[name] = "another mean than Vane's: \(off.key)"
      }
    }
    for index in standings.indices {
      if let why = disagreeing[standings[index].name] { standings[index].remark = why }
    }
    Interrupt.remove(scratch + "/kept")
    return standings
  }

  /// `behaviour model` → mean, of what `vane trends --format csv` printed.
  private func means(inTable text: String) -> [String: Double] {
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let header = lines.first, let behaviour = header.firstIndex(of: "behaviour"),
      let model = header.firstIndex(of: "model"), let mean = header.firstIndex(of: "logp")
    else { return [:] }
    var means: [String: Double] = [:]
    for line in lines.dropFirst() where line.count > max(behaviour, model, mean) {
      means["\(line[behaviour]) \(line[model])"] = Double(line[mean])
    }
    return means
  }
}
