import Runs
import Testing

private func file(_ path: String, model: String, tasks: [String], id: Int64 = 1) -> IndexedFile {
  var facts = RunFacts()
  facts.model = model
  facts.parameters = 1e6
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "table", facts: [facts],
    heads: tasks.enumerated().map { at, task in
      ColumnsHead(id: id + Int64(at), task: task, filter: nil, kind: .choices, count: 10)
    })
}

private func manifest(_ path: String, _ fill: (inout Manifest) -> Void) -> Manifest {
  var manifest = Manifest(path: path)
  fill(&manifest)
  return manifest
}

private func rule(_ pattern: String, _ fill: (inout Manifest.ModelRule) -> Void) -> Manifest.ModelRule {
  var rule = Manifest.ModelRule(.init(Glob(pattern), line: 1))
  fill(&rule)
  return rule
}

private func behaviour(_ name: String, tasks: [String]?, watched: Manifest.Watched? = nil) -> Manifest.BehaviourRule {
  var rule = Manifest.BehaviourRule(.init(name, line: 2))
  rule.tasks = tasks?.map { .init(Glob($0), line: 3) }
  rule.watched = watched
  return rule
}

@Suite struct GlobTests {
  @Test(arguments: [
    ("a*c", "abbbc", true), ("a*c", "abbb", false), ("?", "é", true), ("?", "", false), ("*", "", true),
    ("**", "a/b", true), ("a*b*c", "aXbYbZc", true), ("a", "A", false), ("pythia-*", "EleutherAI/pythia-70m", true),
    ("EleutherAI/*", "EleutherAI/pythia-70m", true), ("EleutherAI", "EleutherAI/pythia-70m", false),
  ])
  func namesMatchAsWritten(pattern: String, name: String, matches: Bool) {
    #expect(Glob(pattern).matchesName(name) == matches)
  }

  @Test(arguments: [
    ("*.jsonl", "a/b/c.jsonl", true), ("old", "a/old/c.jsonl", true), ("old", "a/older/c.jsonl", false),
    ("old/", "a/old/c.jsonl", true), ("a/*.jsonl", "a/c.jsonl", true), ("a/*.jsonl", "a/b/c.jsonl", false),
    ("a/**", "a/b/c.jsonl", true), ("a/**/c.jsonl", "a/c.jsonl", true), ("a/**/c.jsonl", "a/b/b/c.jsonl", true),
    ("**/c.jsonl", "c.jsonl", true), ("/a", "a/c.jsonl", true), ("/a", "b/a/c.jsonl", false), ("a/b", "a/b/c", true),
    ("a/b/**", "a/b", false), ("", "a", false), ("/", "a", false),
    // A name may begin with an accent, which to Swift is one letter with the slash before it.
    ("\u{301}old", "a/\u{301}old/c.jsonl", true), ("*c.jsonl", "a/\u{301}c.jsonl", true),
    ("a/\u{301}*", "a/\u{301}old", true), ("a/*", "a/\u{301}old/c", true), ("/\u{301}old", "\u{301}old", true),
  ])
  func pathsMatchAsInGitignore(pattern: String, path: String, matches: Bool) {
    #expect(Glob(pattern).matchesPath(path) == matches)
  }

  /// Every short pattern against every short name, by a table of every beginning against every beginning. A letter is
  /// what Swift takes for one: with its accent, and however it is spelt (the Kelvin sign is a K).
  @Test func shortPatternsMatchAsATableSays() {
    let alphabet: [Unicode.Scalar] = ["a", "K", "*", "?", "/", "\u{301}", "\u{212A}", "\r", "\n", "\u{600}"]
    func texts(upTo length: Int) -> [String] {
      var all = [""]
      var last = all
      for _ in 0..<length {
        last = last.flatMap { start in alphabet.map { start + String($0) } }
        all += last
      }
      return all
    }
    let (patterns, names) = (texts(upTo: 2), texts(upTo: 2) + texts(upTo: 1).map { "a" + $0 + "Ka" })
    var wrong: [String] = []
    for pattern in patterns + patterns.map({ "a" + $0 + "a" }) {
      let glob = Glob(pattern)
      for name in names where glob.matches(name) != Self.slowly(Array(pattern), Array(name)) {
        wrong.append("'\(pattern)' against '\(name)'".debugDescription)
      }
    }
    #expect(wrong == [])
  }

  private static func slowly(_ pattern: [Character], _ text: [Character]) -> Bool {
    var row = [true] + text.map { _ in false }
    for letter in pattern {
      var next = [letter == "*" && row[0]]
      for at in text.indices {
        next.append(letter == "*" ? row[at + 1] || next[at] : (letter == "?" || letter == text[at]) && row[at])
      }
      row = next
    }
    return row[text.count]
  }

  /// The classic trap of patterns: many stars against a long name that nearly matches.
  @Test func manyStarsCostLittle() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!Glob(pattern).matchesName(String(repeating: "a", count: 5000)))
    #expect(
      !Glob(String(repeating: "**/a/", count: 200) + "b").matchesPath(String(repeating: "a/", count: 2000) + "c"))
  }
}

@Suite struct ManifestTests {
  private let runs = [
    file("/r/a/x.csv", model: "org/m-1m", tasks: ["t_direct", "t_steps"], id: 1),
    file("/r/b/x.csv", model: "org/m-10m", tasks: ["t_direct", "t_steps"], id: 5),
  ]

  private func catalogue(_ manifests: Manifest...) -> Catalogue { Catalogue(of: runs, manifests: Manifests(manifests)) }

  @Test func everyNumberSaysThatItCameFromTheManifest() throws {
    let model = try #require(
      catalogue(
        manifest("/r/vane.toml") {
          $0.models = [
            rule("org/m-1m") {
              ($0.name, $0.family) = ("tiny", "toys")
              ($0.parameters, $0.flops, $0.trainingTokens, $0.textLoss) = (2e6, 3e15, 4e9, 1.5)
            }
          ]
        }
      ).models.first { $0.name == "tiny" })
    #expect(model.family == "toys")
    #expect(model.parameters == Sourced(2e6, .manifest))
    #expect(model.compute == Sourced(3e15, .manifest))
    #expect(model.trainingTokens == Sourced(4e9, .manifest))
    #expect(model.textLoss == Sourced(1.5, .manifest))
    #expect(model.x(on: .loss) == -1.5)
  }

  @Test func flopsAreDerivedAndMarkedSo() throws {
    let found = catalogue(manifest("/r/vane.toml") { $0.models = [rule("m-*") { $0.trainingTokens = 20e6 }] })
    #expect(found.models.map(\.compute) == [Sourced(6 * 1e6 * 20e6, .derived), Sourced(6 * 1e6 * 20e6, .derived)])
    #expect(found.models(without: .flops) == [])
    #expect(Catalogue(of: runs).models(without: .flops) == ["m-10m", "m-1m"])
  }

  @Test func computeBeyondAllNumbersIsUnknown() {
    var model = Model(name: "m", family: "m", parameters: Sourced(1e200, .manifest))
    model.trainingTokens = Sourced(1e200, .manifest)
    #expect(model.x(on: .parameters) == 200)
    #expect(model.x(on: .flops) == nil && model.sourced(on: .flops) == nil)
    model.textLoss = Sourced(.infinity, .texts)
    #expect(model.x(on: .loss) == nil)
  }

  @Test func theNearestManifestWinsFactByFact() throws {
    let found = catalogue(
      manifest("/r/vane.toml") {
        $0.models = [
          rule("*") {
            $0.family = "far"
            $0.trainingTokens = 1e9
          }
        ]
      },
      manifest("/r/a/vane.toml") { $0.models = [rule("*") { $0.family = "near" }] })
    let near = try #require(found.models.first { $0.name == "m-1m" })
    #expect(near.family == "near" && near.trainingTokens?.value == 1e9)
    #expect(found.models.first { $0.name == "m-10m" }?.family == "far")
  }

  @Test func aNameCountsBeforeAPatternAndALongOneBeforeAShort() throws {
    let found = catalogue(
      manifest("/r/vane.toml") {
        $0.models = [
          rule("*") { $0.family = "all" }, rule("m-1*") { $0.family = "some" }, rule("m-1m") { $0.family = "one" },
        ]
      })
    #expect(Set(found.models.map { "\($0.name) \($0.family)" }) == ["m-1m one", "m-10m some"])
  }

  @Test func tasksMakeUpBehavioursAndVariants() throws {
    let found = catalogue(
      manifest("/r/vane.toml") {
        $0.behaviours = [behaviour("lies", tasks: ["t_*"], watched: .places([1]))]
        $0.variants = [.init(.init(Glob("*_steps")), name: "cot"), .init(.init(Glob("*_direct")), name: "plain")]
      })
    #expect(
      found.behaviours.map(\.key) == [BehaviourKey("lies", variant: "cot"), BehaviourKey("lies", variant: "plain")])
    #expect(found.behaviours.flatMap(\.runs).allSatisfy { $0.watched == .places([1]) })
  }

  @Test func aListedNameIsALastPartOrAWholePathAndCountsBeforePatterns() {
    let found = Catalogue(
      of: [file("/r/x.csv", model: "m", tasks: ["org/t_a", "t_b", "suite/t_b", "u_c"])],
      manifests: Manifests([
        manifest("/r/vane.toml") {
          $0.behaviours = [
            behaviour("many", tasks: ["t_*", "u_c"], watched: .places([0])),
            behaviour("one", tasks: ["suite/t_b", "t_a"], watched: .places([1])),
            behaviour("many", tasks: ["t_*"], watched: .places([2])),
          ]
        }
      ]))
    #expect(found.behaviours.map(\.key) == [BehaviourKey("many"), BehaviourKey("one")])
    #expect(found.behaviours.map(\.suites) == [["t_b", "u_c"], ["org/t_a", "suite/t_b"]])
    #expect(found.behaviours.map { Set($0.runs.map(\.watched)) } == [[.places([0])], [.places([1])]])
    #expect(found.problems == [])
  }

  /// Whatever was asked about under other manifests is asked anew.
  @Test func whatAManifestSaysOfATaskChangesWithIt() {
    var manifests = Manifests([manifest("/r/vane.toml") { $0.behaviours = [behaviour("one", tasks: ["t_*"])] }])
    let before = Catalogue(of: runs, manifests: manifests)
    manifests.all[0].behaviours = [behaviour("two", tasks: ["t_*"])]
    #expect(Set(before.behaviours.map(\.key.behaviour)) == ["one"])
    #expect(Set(Catalogue(of: runs, manifests: manifests).behaviours.map(\.key.behaviour)) == ["two"])
  }

  @Test func aBehaviourWithoutTasksMeansTheOneInTheLogs() throws {
    let named = try #require(Catalogue(of: runs).behaviours.first?.key.behaviour)
    let found = catalogue(
      manifest("/r/vane.toml") { $0.behaviours = [behaviour(named, tasks: nil, watched: .texts(["Yes"]))] })
    #expect(found.behaviours.flatMap(\.runs).contains { $0.watched == .texts(["Yes"]) })
    #expect(found.problems == [])
  }

  @Test func anExcludedFileDisappearsAndSaysWhy() {
    let settings = manifest("/r/vane.toml") { $0.exclude = [.init(Glob("a"), line: 7)] }
    #expect(catalogue(settings).models.map(\.name) == ["m-10m"])
    let sifted = Manifests([settings]).sift(runs)
    #expect(sifted[0].ignoredBecause == "excluded by 'a' in /r/vane.toml:7")
    #expect(sifted[0].heads.isEmpty && sifted[1] == runs[1])
  }

  @Test func aNearerIncludeTakesBackWhatIsExcludedAbove() {
    let above = manifest("/r/vane.toml") { $0.exclude = [.init(Glob("*.csv"), line: 1)] }
    let below = manifest("/r/a/vane.toml") { $0.include = [.init(Glob("x.csv"), line: 1)] }
    #expect(catalogue(above).models == [])
    #expect(catalogue(above, below).models.map(\.name) == ["m-1m"])
  }

  @Test func whatNothingMatchesIsARemarkAndNoMore() {
    let found = catalogue(
      manifest("/r/vane.toml") {
        $0.models = [rule("m-1n") { $0.family = "x" }]
        $0.behaviours = [behaviour("b", tasks: ["t_dirct"]), behaviour("zzz", tasks: nil)]
        $0.variants = [.init(.init(Glob("q*"), line: 4), name: "v")]
        $0.exclude = [.init(Glob("nothing"), line: 5)]
      })
    #expect(
      found.problems.map(\.description) == [
        "/r/vane.toml:1: no model here is called 'm-1n', did you mean 'm-1m'?; nothing changes",
        "/r/vane.toml:3: no task here is called 't_dirct', did you mean 't_direct'?; nothing changes",
        "/r/vane.toml:2: no behaviour here is called 'zzz'; nothing changes",
        "/r/vane.toml:4: no task here is called 'q*'; nothing changes",
        "/r/vane.toml:5: no file here is called 'nothing'; nothing changes",
      ])
    #expect(found.problems.allSatisfy { !$0.rejects })
  }

  @Test func whatOneManifestStatesOfAModelHoldsInAllItsRuns() {
    let files = [
      file("/r/a/x.csv", model: "m", tasks: ["one"], id: 1), file("/r/b/x.csv", model: "m", tasks: ["two"], id: 2),
    ]
    let found = Catalogue(
      of: files, manifests: Manifests([manifest("/r/a/vane.toml") { $0.models = [rule("m") { $0.parameters = 7 }] }]))
    #expect(found.models.map(\.parameters) == [Sourced(7, .manifest)])
  }

  @Test func withoutManifestsNothingChanges() {
    #expect(Catalogue(of: runs, manifests: Manifests()) == Catalogue(of: runs))
    #expect(catalogue(manifest("/r/vane.toml") { _ in }) == Catalogue(of: runs))
    #expect(catalogue(manifest("/other/vane.toml") { $0.exclude = [.init(Glob("*"))] }).models.count == 2)
  }
}
