import Foundation
import Runs
import Store
import Testing

@Suite struct OpeningTests {
  @Test func whatWasStoredIsThereTheNextTime() throws {
    let folder = try TemporaryFolder()
    let entries = (0..<20).map { entry("/runs/\($0)", items: 10 + $0, mark: -Double($0)) }
    do {
      let index = try RunIndex(directory: folder.path)
      #expect(index.keptInMemoryBecause == nil)
      try index.add(entries)
    }
    #expect(try Contents(RunIndex(directory: folder.path)) == Contents(entries))
  }

  @Test func aFolderThatIsNotThereIsMade() throws {
    let folder = try TemporaryFolder()
    let index = try RunIndex(directory: folder.path + "/deep/er")
    #expect(index.keptInMemoryBecause == nil)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/deep/er/index.sqlite"))
  }

  @Test(arguments: ["not a database\n", "", String(repeating: "x", count: 100_000), "SQLite format 3\u{0}"])
  func aFileThatIsNoIndexIsReplaced(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text.utf8, to: "index.sqlite")
    let index = try RunIndex(directory: folder.path)
    #expect(index.keptInMemoryBecause == nil)
    try index.add([entry("/a")])
    #expect(try Contents(RunIndex(directory: folder.path)) == Contents([entry("/a")]))
  }

  @Test func leftOversBesideTheIndexAreNoHindrance() throws {
    let folder = try TemporaryFolder()
    try folder.write("junk".utf8, to: "index.sqlite-wal")
    try folder.write("junk".utf8, to: "index.sqlite-shm")
    let index = try RunIndex(directory: folder.path)
    try index.add([entry("/a")])
    #expect(try Contents(index) == Contents([entry("/a")]))
  }

  @Test func whereNothingMayBeWrittenMemoryServesAndSaysSo() throws {
    let folder = try TemporaryFolder()
    // A file where a folder would have to be: refused to everybody, root too.
    try folder.write("".utf8, to: "file")
    let index = try RunIndex(directory: folder.path + "/file")
    let why = try #require(index.keptInMemoryBecause)
    #expect(why.contains("/file/index.sqlite: ") && why.hasSuffix("; the index is kept in memory for this time"))
    try index.add([entry("/a")])
    #expect(try Contents(index) == Contents([entry("/a")]))
    let below = try RunIndex(directory: folder.path + "/file/below")
    #expect(below.keptInMemoryBecause?.contains("/file/below/index.sqlite: Not a directory; ") == true)
  }

  @Test(.enabled(if: geteuid() != 0, "rights do not bind root"))
  func aFolderThatMayOnlyBeReadIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    #expect(try RunIndex(directory: folder.path).keptInMemoryBecause != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
  }

  @Test func twoProgramsMayUseOneIndexAtOnce() throws {
    let folder = try TemporaryFolder()
    let (one, two) = (try RunIndex(directory: folder.path), try RunIndex(directory: folder.path))
    try one.add([entry("/a", mark: -1)])
    #expect(try Contents(two) == Contents([entry("/a", mark: -1)]))
    try two.add([entry("/a", mark: -2, modified: 2), entry("/b")])
    #expect(try Contents(one) == Contents([entry("/a", mark: -2, modified: 2), entry("/b")]))
  }

  /// Each thread is a program that finds no index, makes one and adds its own files, while the others do too.
  @Test(arguments: 1...5)
  func programsThatStartTogetherLoseNothingOfOneAnother(round: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for program in 0..<6 {
        group.addTask {
          let index = try RunIndex(directory: path)
          try #require(index.keptInMemoryBecause == nil, "\(index.keptInMemoryBecause ?? "")")
          for file in 0..<8 {
            try index.add([entry("/\(program)/\(file)", mark: Double(program))])
            _ = try Contents(index, under: "/\(program)")
          }
        }
      }
      try await group.waitForAll()
    }
    let all = (0..<6).flatMap { program in (0..<8).map { entry("/\(program)/\($0)", mark: Double(program)) } }
    #expect(try Contents(RunIndex(directory: path)) == Contents(all))
  }
}
