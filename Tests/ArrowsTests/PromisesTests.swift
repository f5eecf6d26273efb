import Foundation
import Testing

/// `docs/promises.md` names the test that holds each promise.
@Suite struct PromisesTests {
  @Test func everyPromiseNamesTestsThatAreThere() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let sources = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
        try String(contentsOf: $0, encoding: .utf8)
      }
    let page = try String(
      contentsOf: root.deletingLastPathComponent().appending(path: "docs/promises.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| promise") }
    #expect(rows.count > 30)
    for row in rows {
      let names = row.matches(of: /`(\w+Tests)\.(\w+)`/)
      #expect(!names.isEmpty, "nothing holds: \(row)")
      for name in names {
        let (suite, test) = ("struct \(name.1)", "func \(name.2)(")
        #expect(
          sources.contains { $0.contains(suite) && Self.isTest(test, in: $0) },
          "no test is called \(name.1).\(name.2)")
      }
    }
  }

  /// What only helps tests holds nothing by itself.
  private static func isTest(_ function: String, in source: String) -> Bool {
    guard let place = source.range(of: function) else { return false }
    let before = source[..<place.lowerBound]
    let start = before.range(of: "\n\n", options: .backwards)?.upperBound ?? before.startIndex
    return before[start...].contains("@Test")
  }
}
