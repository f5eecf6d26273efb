import Canvas
import Dashboard
import Runs
import Settings

extension Target {
  /// What a person writes for the program to read.
  static let settings: [Target] = [manifest, config, keyLog, glob, place]

  private static let tomlWords = [
    "[models.\"EleutherAI/pythia-70m\"]\n", "[behaviours.facts]\n", "[files]\n", "[variants]\n", "tasks = [\"a*\"]\n",
    "watched = [0, 1]\n", "watched = \"I agree\"\n", "log_odds = \"inverted\"\n", "logprobs = \"scores.a.value\"\n",
    "include = [\"**/x\"]\n", "parameters = 124e6\n", "flops = ", "training_tokens = ", "text_loss = ", "family = \"",
    "name = \"", "'''", "\"\"\"", "{ a = 1 }", "[[", "]]", "\\u0041", "1979-05-27T07:32:00Z", "inf", "nan", "0x",
    "\u{FEFF}", "# ", "1_000",
  ]

  private static let manifest = Target(
    name: "manifest", summary: "vane.toml", words: tomlWords, heap: (4 << 20, 4096), looksForLeaks: false,
    seeds: { path, bytes in
      path.hasSuffix(".toml") || path.hasSuffix("manifest.md") ? [lines(of: bytes, upTo: 4096)] : []
    },
    check: { bytes in
      let text = ManifestText(bytes, path: "/runs/vane.toml")
      let lines = bytes.count { $0 == 0x0A } + 1
      for problem in text.problems {
        claim(problem.place.file == "/runs/vane.toml", "a mistake has its file")
        claim((1...lines).contains(problem.place.line ?? 1), "and its line: \(problem)")
        claim(!problem.what.isEmpty && !problem.action.isEmpty, "and says what is wrong and what to do")
      }
      let manifest = text.manifest
      claim(manifest.models.allSatisfy { ($0.parameters ?? 1) > 0 && ($0.flops ?? 1) > 0 }, "amounts are above 0")
      let again = ManifestText(bytes, path: "/runs/vane.toml")
      claim(again.problems == text.problems && again.manifest == manifest, "reading twice gives the same")
    })

  private static let configWords = [
    "theme = \"light\"\n", "glyphs = \"ascii\"\n", "color = \"256\"\n", "mouse = true\n", "ambiguous_width = 2\n",
    "[keys]\n", "[keys.overview]\n", "[keys.everywhere]\n", "down = [\"j\", \"Ctrl-D\"]\n", "help = \"F1\"\n", "= []\n",
    "[columns]\n", "overview = [\"name\", \"n\"]\n", "[defaults]\n", "measure = \"logp\"\n", "\"\"\"", "{ a = 1 }",
    "\\u001B",
  ]

  private static let config = Target(
    name: "config", summary: "config.toml, and the keys that it wishes for", words: tomlWords + configWords,
    heap: (8 << 20, 4096), looksForLeaks: false,
    seeds: { path, bytes in
      path.hasSuffix("config.md")
        ? [lines(of: bytes, upTo: 4096), Array(configWords.joined().utf8)] + configWords.map { Array($0.utf8) } : []
    },
    check: { bytes in
      let text = ConfigText(bytes, path: "/c/config.toml")
      let lines = bytes.count { $0 == 0x0A } + 1
      for problem in text.problems {
        claim(problem.place.file == "/c/config.toml", "a mistake has its file")
        claim((1...lines).contains(problem.place.line ?? 1), "and its line: \(problem)")
        claim(!problem.what.isEmpty && !problem.action.isEmpty, "and says what is wrong and what to do")
      }
      let config = text.config
      claim(config.keys.allSatisfy { (2...3).contains($0.path.count) }, "keys stand in one table or two")
      claim(config.ambiguousWidth.map { [1, 2].contains($0.value) } ?? true, "a width is 1 or 2")
      let wishes = config.keys.map { entry in
        Keys.Wish(
          screen: entry.path.count == 3 ? entry.path[1] : nil, name: entry.path.last ?? "",
          keys: entry.value.compactMap { Key($0) })
      }
      let (keys, refused) = Keys.settled(wishes)
      claim(Set(refused.map(\.place)).count == refused.count, "a wish is refused once")
      let granted = wishes.indices.filter { at in !refused.contains { $0.place == at } }
      claim(Keys.settled(granted.map { wishes[$0] }).keys == keys, "what is granted can be had without the rest")
      let again = ConfigText(bytes, path: "/c/config.toml")
      claim(again.problems == text.problems && again.config == config, "reading twice gives the same")
    })

  private static let keyLog = Target(
    name: "key-log", summary: "what --log-keys wrote, for --replay",
    words: [
      "vane-keys 1\n", "0.000 key ", "1.204 paste \"", "2.000 size 80x24\n", "3.000 press 4 12\n", "wheel-up 0 0\n",
      "drag",
      "Enter\n", "Ctrl-D\n", "\\u{1F}", "\\\"", "\"\n", "# ",
    ], heap: (4 << 20, 4096),
    seeds: { _, _ in
      [
        Array("vane-keys 1\n0.000 size 80x24\n1.204 key j\n2.518 paste \"two \\u{1B} words\"\n3.007 press 4 12\n".utf8),
        Array("vane-keys 1\n# a remark\n\n0.500 key Ctrl-D\n0.500 wheel-down 1 2\n0.900 drag 3 4\n".utf8),
      ]
    },
    check: { bytes in
      do throws(KeyLog.Mistake) {
        let log = try KeyLog(bytes)
        var text = KeyLog.head + "\n"
        for entry in log.entries { text += KeyLog.line(entry.event, milliseconds: entry.milliseconds) ?? "" }
        claim(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }, "a log can be printed")
        claim((try? KeyLog(Array(text.utf8)))?.entries == log.entries, "what was read is written, and read again")
      } catch {
        let lines = max(1, bytes.count { $0 == 0x0A } + 1)
        claim((1...lines).contains(error.line) && !error.what.isEmpty, "a mistake has its line: \(error)")
      }
    })

  /// A pattern, a line break, a name.
  private static let glob = Target(
    name: "glob", summary: "a pattern of a manifest against a name and a path", most: 512,
    words: ["**", "*", "?", "/", "a*a*a*a*", "**/", "/**"], heap: (1 << 18, 512),
    seeds: { _, _ in ["pythia-*\npythia-70m", "**/x/*.json\na/b/x/c.json", "old/\nold/a"].map { Array($0.utf8) } },
    check: { bytes in
      let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let (pattern, name) = (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
      let glob = Glob(pattern)
      let matches = glob.matches(name)
      if glob.isName { claim(matches == (pattern == name), "a plain name matches itself") }
      claim(!matches || glob.matchesName(name), "what is matched is matched as a name")
      claim(matches == slowly(Array(pattern), Array(name)), "'\(pattern)' against '\(name)': \(matches)")
      _ = glob.matchesPath(name)
      claim(Glob("**").matchesPath(name) == !name.split(separator: "/").isEmpty, "** is all there is")
    })

  /// The same by a table of every beginning against every beginning.
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

  private static let place = Target(
    name: "logprob-place", summary: "a place in an Inspect log, as a manifest names it", most: 512,
    words: ["scores.", "\"", "\\\"", ".", "*", "metadata"], heap: (1 << 18, 512),
    seeds: { _, _ in [Array("scores.\"a.b\".metadata.x".utf8)] },
    check: { bytes in
      guard let place = LogprobPlace(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
      claim(LogprobPlace(parsing: place.description) == place, "what is printed is read back: \(place)")
    })
}
