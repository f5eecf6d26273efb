import Foundation

/// A run folder in which every text is made to harm: names of files, models, behaviours, variants, items and choices,
/// prompts and answers, flags, notes, plans and the manifest.
struct HostileRuns {
  let folder: String

  /// Begins as a formula does; sets the window's title, clears the screen, turns the reading direction round, breaks the
  /// line, is Markdown and a tag, has signs with accents that Swift takes for other letters, heaps accents, and is wide.
  static func evil(_ tag: String) -> String {
    "=EVIL\(tag)\u{1B}]0;EVIL\u{7}\u{1B}[2J\u{9B}31m\u{9D}52;c;RVZJTA==\u{9C}\u{202E}\u{2066}\r\n\u{2028}\u{85}|`<script>&\"'](x)\t\"\u{301},=2&\u{301}<\u{301}|\u{301}'\u{301}"
      + "e" + String(repeating: "\u{301}", count: 40) + "\u{200D}日本\u{FEFF}\u{E0041}"
  }

  private static let sizes: [(name: String, parameters: Double)] = [
    ("3k", 3e3), ("14k", 1.4e4), ("37k", 3.7e4), ("148k", 1.48e5), ("443k", 4.43e5),
  ]
  private static let items = 24

  init(in folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (scale, size) in Self.sizes.enumerated() {
      try write(tables(scale, size), to: "\(Self.name("table"))\(size.name).jsonl")
      try write(inspect(scale, size), to: "inspect-\(size.name).json")
    }
    try write(Self.manifest, to: "vane.toml")
    try write(
      [flag("flag"), flag("note"), ["schema": Self.evil("schema")]].map(Self.line).joined(), to: "vane-flags.jsonl")
    try write(Self.line([Self.evil("key"): Self.evil("value")]) + Self.evil("no line"), to: "vane-plans.jsonl")
    try write("{\"results\": {\"\(Self.evil("broken"))", to: "\(Self.name("broken")).json")
    try write(Self.evil("unknown"), to: Self.name("unknown") + ".txt")
  }

  /// What a file may be called: anything but a slash and a zero.
  private static func name(_ tag: String) -> String { String(evil(tag).filter { $0 != "/" }.prefix(60)) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  static func line(_ object: [String: Any]) -> String {
    let data = (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Two behaviours, one of them in two variants; the first rises.
  private func tables(_ scale: Int, _ size: (name: String, parameters: Double)) -> String {
    var text = ""
    for (behaviour, variant) in [("one", "direct"), ("one", "steps"), ("two", "direct")] {
      for item in 0..<Self.items {
        let lean = (behaviour == "one" ? 0.4 : -0.2) * Double(scale) + 0.05 * Double(item % 5)
        for choice in 0..<2 {
          text += Self.line([
            "model": Self.evil("model") + size.name, "parameters": size.parameters, "behaviour": Self.evil(behaviour),
            "suite": Self.evil("suite" + behaviour), "variant": Self.evil(variant), "item": Self.evil("item\(item)"),
            "choice": Self.evil("choice\(choice)"), "logp": choice == 0 ? -3 + lean : -3 - lean,
            "watched": choice == 0 ? 1 : 0, "correct": choice == 0 ? 1 : 0,
          ])
        }
      }
    }
    return text
  }

  /// The same with texts to read.
  private func inspect(_ scale: Int, _ size: (name: String, parameters: Double)) -> String {
    let choices = [Self.evil("a"), Self.evil("b")]
    let samples = (0..<Self.items).map { item -> [String: Any] in
      let lean = 0.3 * Double(scale) + 0.03 * Double(item % 7)
      return [
        "id": Self.evil("sample\(item)"), "epoch": 1, "input": Self.evil("input") + "\0", "choices": choices,
        "target": "A",
        "output": ["completion": Self.evil("completion")],
        "scores": [
          Self.evil("scorer"): [
            "value": "C", "answer": Self.evil("answer"),
            "metadata": ["choice_logprobs": [choices[0]: -3 + lean, choices[1]: -3 - lean]],
          ]
        ],
      ]
    }
    return Self.line([
      "version": 2, "status": Self.evil("status"),
      "eval": [
        "task": Self.evil("task"), "model": Self.evil("model") + size.name, "created": Self.evil("created"),
        "metadata": [
          "num_parameters": size.parameters, "behaviour": Self.evil("three"), "prompt": Self.evil("prompt"),
        ],
      ],
      "samples": samples,
    ])
  }

  private func flag(_ action: String) -> [String: Any] {
    [
      "schema": "vane.flag/1", "id": Self.evil("id" + action), "time": "2026-01-01T00:00:00Z",
      "author": Self.evil("author"), "action": action, "behaviour": Self.evil("three"), "variant": Self.evil("prompt"),
      "suite": Self.evil("task"), "item": Self.evil("sample0"), "note": Self.evil("note") + "\0",
    ]
  }

  /// TOML takes such texts by their numbers.
  private static var manifest: String {
    func toml(_ text: String) -> String {
      "\""
        + text.unicodeScalars.map { scalar in
          let digits = String(scalar.value, radix: 16)
          return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }.joined() + "\""
    }
    let family = sizes.map { "[models.\(toml(evil("model") + $0.name))]\nfamily = \(toml(evil("family")))\n" }
    return family.joined() + "[behaviours.\(toml(evil("nobody")))]\ntasks = [\(toml(evil("glob") + "*"))]\n"
      + "[\(toml(evil("unknown key")))]\nx = 1\n"
  }
}
