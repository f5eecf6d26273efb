import Runs
import Store
import Testing

@Suite struct FoldersTests {
  static let paths = [
    "/a/b", "/a/b/c", "/a/b/d/e", "/a/b!", "/a/b.json", "/a/b0", "/a/bc", "/a", "/A/b/c", "/é/x", "/%/x",
  ]

  @Test(arguments: [
    ("/a/b", ["/a/b", "/a/b/c", "/a/b/d/e"]), ("/a/b/d", ["/a/b/d/e"]), ("/a/b/c", ["/a/b/c"]), ("/a/bc", ["/a/bc"]),
    ("/a/b/cc", []), ("/A", ["/A/b/c"]), ("/é", ["/é/x"]), ("/%", ["/%/x"]), ("/_", []), ("", paths.sorted()),
    ("/", paths.sorted()),
  ])
  func aFolderHoldsWhatIsBelowItAndNothingElse(folder: String, below: [String]) throws {
    let index = try RunIndex()
    try index.add(Self.paths.map { entry($0) })
    #expect(try index.files(under: [folder]).map(\.stamp.path) == below)
    let known = try index.stamps(under: [folder]).keys
    #expect(known.sorted() == below.map { ExactName($0) }.sorted())
  }

  @Test func aFileUnderTwoOfThePathsIsListedOnce() throws {
    let index = try RunIndex()
    try index.add(Self.paths.map { entry($0) })
    #expect(
      try index.files(under: ["/a/b/c", "/a/b", "/a/bc", "/a/b"]).map(\.stamp.path) == [
        "/a/b", "/a/b/c", "/a/b/d/e", "/a/bc",
      ])
    #expect(try index.files(under: []).isEmpty)
  }

  @Test func namesThatOnlyLookAlikeAreTwoFiles() throws {
    // é as one code point and as two: two files to Linux, one text to Swift.
    let index = try RunIndex()
    try index.add([entry("/caf\u{E9}", mark: -1), entry("/cafe\u{301}", mark: -2)])
    let files = try index.files(under: ["/"])
    #expect(files.count == 2)
    #expect(Set(try index.columns(files.flatMap { $0.heads.map(\.id) }).map(\.values[0])) == [-1, -2])
    let known = try index.stamps(under: ["/"])
    #expect(known.keys.sorted() == [ExactName("/cafe\u{301}"), ExactName("/caf\u{E9}")])
    try index.forget(["/cafe\u{301}"])
    #expect(try index.stamps(under: ["/"]).keys.map { $0 } == [ExactName("/caf\u{E9}")])
  }

  @Test func aFileReadAgainReplacesWhatWasKnownOfIt() throws {
    let index = try RunIndex()
    try index.add([entry("/a", mark: -1), entry("/b", mark: -2)])
    let again = entry("/a", items: 5, mark: -9, modified: 2)
    try index.add([again])
    #expect(try Contents(index) == Contents([again, entry("/b", mark: -2)]))
    #expect(try index.stamps(under: ["/a"])[ExactName("/a")]?.modified == 2)
  }

  @Test func whoHoldsOnToAnOldRunIsToldThatItIsGone() throws {
    let index = try RunIndex()
    try index.add([entry("/a", mark: -1)])
    let old = try index.files(under: ["/a"])[0].heads.map(\.id)
    try index.add([entry("/a", mark: -2, modified: 2)])
    // Not the numbers of the run that came in its place.
    let problem = #expect(throws: StoreProblem.self) { try index.columns(old) }
    #expect(problem?.description.contains("gone") == true)
  }

  @Test func whatIsForgottenIsUnknownAndTheRestStays() throws {
    let index = try RunIndex()
    try index.add(["/a", "/a/b", "/c"].map { entry($0) })
    try index.forget(["/a", "/not there"])
    #expect(try index.files(under: ["/"]).map(\.stamp.path) == ["/a/b", "/c"])
    try index.forget([])
    try index.forget(["/a/b", "/c"])
    #expect(try index.files(under: ["/"]).isEmpty)
  }

  @Test func aFileThatNobodyCanReadIsRememberedAsThat() throws {
    let index = try RunIndex()
    try index.add([.init(stamp: FileStamp(path: "/x.png", size: 3, modified: 4), reading: nil)])
    let file = try #require(try index.files(under: ["/"]).first)
    #expect(file.format == nil && file.heads.isEmpty && file.stamp.size == 3)
  }
}
