import Foundation
import Testing

@Suite struct DocsTests {
  /// `make docs` writes them anew.
  @Test func thePrintedPagesAreNotStale() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("docs", "docs", "--check")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aStalePageIsTold() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.home.appending(path: "docs").path
    try program.write("old", to: "docs/keys.md")
    let outcome = try program.run("docs", folder, "--check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("keys.md"))
  }

  @Test func aStaleScreenInAPageIsToldAndWrittenAnew() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.home.appending(path: "docs").path
    let page = """
      # A page

      <!-- vane screen SampleRuns --size 60x16 --keys "j" -->
      ```text
      old
      ```

      And words that stay.

      """
    let file = try program.write(page, to: "docs/tutorial.md")
    #expect(try program.run("docs", folder, "--check").errors.contains("tutorial.md"))
    #expect(try program.run("docs", folder).status == 0)
    let anew = try String(contentsOfFile: file, encoding: .utf8)
    #expect(anew.contains("facts direct") && !anew.contains("\nold\n") && anew.hasSuffix("\nAnd words that stay.\n"))
    #expect(try program.run("docs", folder, "--check").status == 0)
  }

  /// As `vane` itself writes such a name into a command line.
  @Test func aNameWithAQuoteIsTheOneThatAShellWouldTake() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.home.appending(path: "docs").path
    try FileManager.default.createSymbolicLink(
      atPath: program.home.path + "/it's", withDestinationPath: Program.sampleRuns)
    let file = try program.write(
      "<!-- vane screen '\(program.home.path)/it'\\''s' -->\n```text\n```\n", to: "docs/tutorial.md")
    #expect(try program.run("docs", folder).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("facts direct"))
  }

  @Test func aCommandWithoutABlockIsToldWithItsLine() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.home.appending(path: "docs").path
    try program.write("# A page\n\n<!-- vane screen SampleRuns -->\nwords\n", to: "docs/tutorial.md")
    let outcome = try program.run("docs", folder, "--check")
    #expect(outcome.status == 2 && outcome.errors.contains("tutorial.md:3: no block"), "\(outcome.errors)")
  }
}
