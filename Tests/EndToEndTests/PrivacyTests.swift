import Foundation
import Testing

/// What Vane does with what it reads stays on this machine, in the places that are named, and among those who may see it.
@Suite struct PrivacyTests {
  @Suite(.enabled(if: Traced.isPossible, "\(Traced.reason)"))
  struct AWholeSession {
    private let session: TracedSession

    init() throws { session = try TracedSession.whole.get() }

    private func calls(_ names: some RegexComponent) -> [Substring] { session.calls.filter { $0.contains(names) } }

    /// The system's own service for names is no network.
    @Test func makesNoConnection() {
      #expect(session.calls.count > 100)
      let network = calls(#/ (socket|connect|bind|listen|accept4?|sendto|sendmsg|recvfrom|recvmsg|socketpair)\(/#)
      #expect(network.filter { !$0.contains("AF_UNIX") && !$0.contains("/nscd/") } == [])
    }

    @Test(.disabled(if: Built.hasThreadSanitizer, "what the sanitizer does would be counted"))
    func startsNoOtherProgram() {
      #expect(calls(#/ (execve|execveat|fork|vfork)\(/#).count == 1)
      // Threads share everything; a child would not.
      #expect(calls(#/ clone3?\(/#).filter { !$0.contains("CLONE_THREAD") } == [])
    }

    @Test(.disabled(if: Built.hasThreadSanitizer, "what the sanitizer does would be counted"))
    func writesWhereItSaysAndNowhereElse() {
      let folder = session.folder
      let allowed = [
        folder + "/cache/vane/index.sqlite", folder + "/cache/vane/index.sqlite-wal",
        folder + "/cache/vane/index.sqlite-shm", folder + "/cache/vane/index.sqlite-journal",
        folder + "/cache/vane/index.sqlite.lock", folder + "/runs/vane-flags.jsonl", "vane-screen.txt", "/dev/null",
        "/proc/self/fd/1", folder + "/state/vane/terminals",
        folder + "/state/vane/history", folder + "/state/vane/places",
      ]
      // Put in the old one's place under a name with the process in it.
      let places = session.written.filter {
        $0.hasPrefix(folder + "/state/vane/places.") || $0.hasPrefix(folder + "/state/vane/terminals.")
      }
      #expect(session.written.subtracting(allowed).subtracting(places) == [])
      #expect(
        session.written.contains(folder + "/runs/vane-flags.jsonl") && session.written.contains("vane-screen.txt"))
    }

    @Test func takesAwayIntoNewFilesOnly() throws {
      let report = try #require(session.calls.first { $0.contains("\"vane-screen.txt\", O_") })
      #expect(report.contains("O_EXCL"))
    }

    /// The file first, then the screen.
    @Test func marksAFlagOnlyOnceItIsOnDisk() throws {
      let calls = session.calls
      let line = try #require(calls.firstIndex { $0.contains("write(") && $0.contains(#"\"action\":\"flag\""#) })
      let synced = try #require(calls[line...].firstIndex { $0.contains("fsync") && $0.hasSuffix("= 0") })
      let marked = try #require(calls.firstIndex { $0.contains(" write(1, ") && $0.contains("flagged") })
      #expect(line < synced && synced < marked)
    }
  }

  /// Somebody laid a link to a file of ours where the next picture would go.
  @Test func whatIsTakenAwayFollowsNoLinkAndWritesOverNothing() throws {
    let folder = try TemporaryFolder()
    try SampleRuns.copy(to: folder.path + "/runs")
    let (treasure, nothing) = (folder.path + "/treasure", folder.path + "/nothing")
    try "mine".write(toFile: treasure, atomically: true, encoding: .utf8)
    for (name, target) in [("vane-screen.txt", treasure), ("vane-screen-2.txt", nothing)] {
      try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: target)
    }
    let terminal = try PseudoTerminal(Built.vane, ["runs"], folder: folder.path)
    try terminal.settle(on: "the overview") { $0.text.contains("3 behaviours") && $0.text.contains("vsPPL") }
    terminal.type("xw")
    try terminal.wait(forText: "vane-screen-3.txt is written")
    terminal.type("Q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try String(contentsOfFile: treasure, encoding: .utf8) == "mine")
    #expect(!FileManager.default.fileExists(atPath: nothing))
  }
}
