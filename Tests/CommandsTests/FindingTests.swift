import Foundation
import Testing

/// What is found in the items' texts is what somebody finds who reads every log by himself.
@Suite struct FindingTests {
  /// Identity, question and choices of each item of each task: of one model's log, since every model was asked the same.
  private static let texts: [[String]] = {
    let folder = URL(filePath: Program.sampleRuns).appending(path: "ladder")
    var tasks: [String: [Data: [String]]] = [:]
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    for file in files where file.lastPathComponent.hasPrefix("samples_") {
      let task = file.lastPathComponent.prefix { $0 != "2" }
      // Whole texts are no items of a behaviour.
      if task.contains("_ppl_") { continue }
      for line in (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? [] {
        guard let record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
          let arguments = record["arguments"] as? [String: [String: String]], let id = record["doc_id"] as? Int
        else { continue }
        let asked = arguments.sorted { Int($0.key.split(separator: "_")[2])! < Int($1.key.split(separator: "_")[2])! }
        let name = (record["doc"] as? [String: Any])?["id"] as? String ?? "\(id)"
        let all = [name, asked.first?.value["arg_0"] ?? ""] + asked.map { $0.value["arg_1"] ?? "" }
        tasks[String(task), default: [:]][Data("\(id)".utf8)] = all.map {
          $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
      }
    }
    return tasks.values.flatMap(\.values)
  }()

  private func keys(_ typed: String) -> String {
    typed.map { $0 == " " ? "space" : String($0) }.joined(separator: " ")
  }

  private func count(_ program: Program, _ typed: String) throws -> (found: Int, of: Int) {
    let screen = try program.run("screen", Program.sampleRuns, "--keys", "/ / \(keys(typed)) enter").output
    if let none = screen.firstMatch(of: #/ is in none of ([0-9,]+) items/#) {
      return (0, Int(none.1.filter(\.isNumber)) ?? -1)
    }
    let match = try #require(screen.firstMatch(of: #/ is in ([0-9,]+) of ([0-9,]+) items/#), "\(screen)")
    return (Int(match.1.filter(\.isNumber)) ?? -1, Int(match.2.filter(\.isNumber)) ?? -1)
  }

  @Test(arguments: [
    "jessop", "Jessop", "the friend of", "answer:", "?", "z", "12", "~^answer|[hl]exby$", "~town .* of gisla",
    "axolotl",
  ])
  func asManyItemsAsALookAtEveryLogFinds(typed: String) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(Self.texts.count > 100)
    let isPattern = typed.hasPrefix("~")
    let needle = isPattern ? String(typed.dropFirst()) : typed
    let expected = try Self.texts.count { lines in
      try lines.contains { line in
        if isPattern { return line.firstMatch(of: try Regex(needle).ignoresCase()) != nil }
        return needle == needle.lowercased() ? line.lowercased().contains(needle) : line.contains(needle)
      }
    }
    let (found, of) = try count(program, typed)
    #expect(found == expected && of == Self.texts.count && (found == 0) == (typed == "axolotl"))
  }
}
