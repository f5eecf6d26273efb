import Runs
import Settings
import Testing

private let slips = 150

private func read(_ text: String) -> ManifestText { ManifestText(Array(text.utf8), path: "/runs/vane.toml") }

private func told(_ text: String) -> [String] { read(text).problems.map(\.description) }

private let whole = """
  log_odds = "inverted"
  logprobs = "scores.choice.metadata.choice_logprobs"

  [models."EleutherAI/pythia-*"]
  family = "pythia"
  training_tokens = 300e9

  [models."EleutherAI/pythia-70m"]
  name = "pythia 70M"
  parameters = 70_426_624
  flops = 1.3e20
  text_loss = 0.93

  [behaviours.sycophancy]
  tasks = ["sycophancy_*", "flattery"]
  watched = 1
  log_odds = "as-stored"
  logprobs = "scores.letters.value"

  [behaviours.corrigibility]
  watched = ["Yes", "B"]

  [variants]
  "*_fewshot" = "5shot"

  [files]
  include = ["*.jsonl"]
  exclude = "old/**"
  """

@Suite struct ManifestTextTests {
  @Test func keepsEverythingThatItSays() throws {
    let text = read(whole)
    #expect(text.problems == [])
    let manifest = text.manifest
    #expect(manifest.logOdds == .inverted)
    #expect(manifest.logprobs == "scores.choice.metadata.choice_logprobs")
    let family = try #require(manifest.models.first { $0.family == "pythia" })
    #expect(family.models == .init(Glob("EleutherAI/pythia-*"), line: 4))
    #expect(family.trainingTokens == 300e9)
    let small = try #require(manifest.models.first { $0.name == "pythia 70M" })
    #expect(small.parameters == 70_426_624 && small.flops == 1.3e20 && small.textLoss == 0.93)
    let flattery = try #require(manifest.behaviours.first { $0.name.value == "sycophancy" })
    #expect(flattery.tasks?.map(\.value.pattern) == ["sycophancy_*", "flattery"])
    #expect(flattery.watched == .places([1]) && flattery.logOdds == .asStored)
    #expect(flattery.logprobs == "scores.letters.value")
    #expect(manifest.behaviours.first { $0.name.value == "corrigibility" }?.watched == .texts(["Yes", "B"]))
    #expect(manifest.variants.map(\.name) == ["5shot"])
    #expect(manifest.include.map(\.value.pattern) == ["*.jsonl"] && manifest.exclude.map(\.value.pattern) == ["old/**"])
  }

  @Test func anEmptyFileSaysNothing() {
    #expect(read("").problems == [])
    #expect(read("").manifest == Manifest(path: "/runs/vane.toml"))
    #expect(read("# only a remark").problems == [])
  }

  /// One mistake each: the line on which it stands, the key, and what to do.
  @Test(arguments: [
    ("\n[model.x]", "/runs/vane.toml:2: model: unknown key, did you mean 'models'?; the keys here are "),
    ("[models.a]\nfamly = 'x'", ":2: models.a.famly: unknown key, did you mean 'family'?; the keys here are family, "),
    ("[models.\"o/a\"]\nname = 3", ":2: models.\"o/a\".name: is a whole number, and must be a text in quotation marks"),
    ("[models.a]\nparameters = \"1b\"", ":2: models.a.parameters: is a text, and must be a number: 124e6"),
    ("[models.a]\nparameters = 0", ":2: models.a.parameters: is 0.0, and must be above 0"),
    ("[models.a]\nflops = inf", ":2: models.a.flops: is inf, and must be above 0"),
    ("[models.a]\ntext_loss = nan", ":2: models.a.text_loss: is nan, and must be above 0"),
    ("[models.a]\nfamily = ''", ":2: models.a.family: is empty; write a text, or delete the key"),
    ("[models.'a*']\nname = 'x'", ":2: models.\"a*\".name: one name for all models called 'a*' would make them one; "),
    ("models = 3", ":1: models: is a whole number, and must be a table: [models]"),
    ("[models]\na = true", ":2: models.a: is true or false, and must be a table: [models.a]"),
    ("[behaviours.b]\ntasks = 1", ":2: behaviours.b.tasks: is a whole number, and must be a list of texts"),
    ("[behaviours.b]\ntasks = ['a', 1]", ":2: behaviours.b.tasks: is a whole number, and must be a text"),
    ("[behaviours.b]\ntasks = []", ":2: behaviours.b.tasks: is empty; the key is ignored"),
    ("[behaviours.b]\nwatched = -1", ":2: behaviours.b.watched: choices are counted from 0 to 63"),
    ("[behaviours.b]\nwatched = 1.5", ":2: behaviours.b.watched: is a number, and must be the number of a choice"),
    ("[behaviours.b]\nwatched = []", ":2: behaviours.b.watched: is a list, and must be the number of a choice"),
    ("[behaviours.b]\nwatched = ['a', 1]", ":2: behaviours.b.watched: is a list, and must be the number of a choice"),
    ("[behaviours.b]\nlog_odds = 'invertd'", ":2: behaviours.b.log_odds: 'invertd' is no orientation, did you mean "),
    ("logprobs = 'a..b'", ":1: logprobs: 'a..b' is no place; write names with dots between"),
    ("[variants]\na = 2020-01-01", ":2: variants.a: is a date or time, and must be a text"),
    ("[files]\nexclud = []", ":2: files.exclud: unknown key, did you mean 'exclude'?"),
    ("a = 1\n\n\n[models.x\n", ":4: no TOML: "),
    ("[models.a]\nfamily = 'x'\nfamily = 'y'", ":3: no TOML: "),
    ("[models.a]\n[=]", ":2: no TOML: a table's name must begin with a letter"),
    ("[files]\ninclude = ['a', }", ":2: no TOML: '}' closes nothing that is open"),
    ("log_odds = 1979-05-27T:2730:00Z", ":1: no TOML: no time stands behind the T of a date"),
    ("log_odds = 1979-05-27t", ":1: no TOML: no time stands behind the T of a date"),
    ("log_odds = 1979-05-27 2 ", ":1: no TOML: no time stands behind a date and its blank"),
    ("log_odds = 098=-05-nd 6 ", ":1: no TOML: no time stands behind a date and its blank"),
    ("log_odds = 1979-05-2' 7 ", ":1: no TOML: no time stands behind a date and its blank"),
    ("log_odds = [1979-\"5-2_7 7 ]", ":1: no TOML: no time stands behind a date and its blank"),
    ("log_odds = [1970-05-n__d 2]", ":1: no TOML: no time stands behind a date and its blank"),
    ("a = 1\nb = \u{0}", ":2: a control character; delete it; until then nothing of this file is used"),
    ("x = 1\na.b.c.d.e.f.g.h.i = 1", ":2: tables stand 9 deep in one another"),
  ])
  func namesTheLineTheKeyAndTheRemedy(text: String, said: String) {
    let told = told(text)
    #expect(told.contains { $0.contains(said) }, "\(told)")
  }

  @Test func oneMistakeCostsOneKey() {
    let text = read("[models.a]\nfamly = 'x'\nparameters = 5\n[variants]\nt = 'v'\n")
    #expect(text.problems.count == 1)
    #expect(text.manifest.models.first?.parameters == 5)
    #expect(text.manifest.variants.first?.name == "v")
  }

  @Test(arguments: ["[]", "[7]", "['a', 7]", "['a', '']", "7"])
  func tasksThatCannotBeReadLeaveWhatElseIsSaidOfTheBehaviour(tasks: String) {
    let text = read("[behaviours.b]\ntasks = \(tasks)\nwatched = 1\n")
    #expect(text.problems.count == 1)
    #expect(text.manifest.behaviours.first?.tasks == nil && text.manifest.behaviours.first?.watched == .places([1]))
  }

  @Test func aListWithAMistakeInItExcludesNothing() {
    #expect(read("[files]\nexclude = ['old', 3]\n").manifest.exclude.isEmpty)
  }

  @Test func problemsComeInTheOrderOfTheLines() {
    let lines = read("z = 1\n[models.a]\nb = 1\na = 1\n[files]\nc = 1\n").problems.compactMap(\.place.line)
    #expect(lines == [1, 3, 4, 6])
  }

  @Test func findsTheLineAfterLongValues() {
    let text = """
      [behaviours.b]
      tasks = [
        "a", # ] not the end
        'c',
      ]
      watched = \"""
      [not.a.table]
      key = 1
      \"""
      oops = 1
      """
    #expect(read(text).problems.map(\.place.line) == [10])
  }

  /// A file that is cut off anywhere is read as far as it goes, or refused with a reason; what is read is never more
  /// than what stands there.
  @Test func standsBeingCutOffAnywhere() {
    let bytes = Array(whole.utf8)
    for end in 0...bytes.count {
      let text = ManifestText(Array(bytes[..<end]), path: "/runs/vane.toml")
      #expect(text.manifest.models.count <= 2 && text.manifest.behaviours.count <= 2)
      #expect(text.problems.allSatisfy { $0.rejects && !$0.what.isEmpty && !$0.action.isEmpty })
    }
  }

  /// Nor is it hurt by a byte that is another.
  @Test(arguments: [0x00, 0x0A, 0x22, 0x27, 0x2E, 0x5B, 0x5D, 0x5C, 0x80, 0xFF] as [UInt8])
  func standsAnyByteAnywhere(byte: UInt8) {
    let bytes = Array(whole.utf8)
    for at in bytes.indices {
      var hurt = bytes
      hurt[at] = byte
      let text = ManifestText(hurt, path: "/runs/vane.toml")
      #expect(text.problems.allSatisfy { ($0.place.line ?? 1) <= 60 })
    }
  }

  /// Several slips at once, with the letters that mean something to TOML.
  @Test(arguments: 1...20)
  func standsManySlips(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func roll(_ most: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(most))
    }
    let letters = Array("[]{}=.\"'\\\n \t#,a1-_+:Te\r\u{FEFF}\u{85}\u{2028}é".utf8)
    for _ in 0..<slips {
      var bytes = Array(whole.utf8)
      if roll(3) == 0 { bytes = Array(bytes[roll(bytes.count)...].prefix(60)) }
      for _ in 0..<1 + roll(5) {
        let at = roll(bytes.count + 1)
        switch roll(3) {
        case 0: bytes.insert(letters[roll(letters.count)], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + roll(4)))
        case _: if at < bytes.count { bytes[at] = letters[roll(letters.count)] }
        }
      }
      let text = ManifestText(bytes, path: "/runs/vane.toml")
      #expect(text.problems.allSatisfy { !$0.what.isEmpty })
    }
  }

  @Test func refusesWhatNoPersonWrites() {
    #expect(told(String(repeating: "[", count: 100_000)).count == 1)
    #expect(told("a = " + String(repeating: "[", count: 100_000)).count == 1)
    #expect(told("[" + String(repeating: "a.", count: 50_000) + "a]").count == 1)
    #expect(
      told(String(repeating: "#", count: ManifestText.mostBytes + 1)).first?.contains("no such file needs") == true)
    #expect(ManifestText([0xFF, 0xFE], path: "/v").problems.first?.what == "not UTF-8")
  }

  /// Each of them says in which table it stands.
  @Test(arguments: ["n", "\u{E9}"]) func aLongNameIsNotSaidWholeForEachMistakeInIt(letter: String) {
    let name = String(repeating: letter, count: 60_000 / letter.utf8.count)
    let text = read("[models.\"\(name)\"]\n" + (0..<20_000).map { "a\($0)=1\n" }.joined())
    #expect(text.problems.count == 20_000)
    #expect(text.problems.allSatisfy { $0.description.utf8.count < 2000 })
    #expect(text.problems.compactMap(\.place.line) == Array(2...20_001))
    #expect(text.manifest.models.first?.models.value.pattern == name)
  }

  @Test func hostileNamesStayNames() {
    let text = read("[models.\"\\u001b[2J\"]\nfamily = \"\\u202egnp\"\n")
    #expect(text.problems == [])
    #expect(text.manifest.models.first?.models.value.pattern == "\u{1B}[2J")
    #expect(read("[models.\"\\u001b[2J\"]\nx = 1").problems.first?.what.contains("\u{1B}") == false)
  }
}
