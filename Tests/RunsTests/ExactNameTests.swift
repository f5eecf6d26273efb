import Runs
import Testing

/// Names as a disk has them: by bytes.
@Suite struct ExactNameTests {
  private let one = "caf\u{E9}"
  private let two = "cafe\u{301}"

  @Test func namesThatOnlyLookAlikeAreTwo() {
    #expect(one == two, "to Swift they are one text")
    #expect(ExactName(one) != ExactName(two))
    #expect(Set([one, two, one].map { ExactName($0) }).count == 2)
    #expect(FileStamp(path: one, size: 1, modified: 1) != FileStamp(path: two, size: 1, modified: 1))
    #expect(FileStamp(path: one, size: 1, modified: 1) == FileStamp(path: one, size: 1, modified: 1))
  }

  @Test func namesComeInTheOrderOfTheirBytes() {
    let sorted = [ExactName("b"), ExactName(one), ExactName("a"), ExactName(two)].sorted()
    #expect(sorted.map { Array($0.text.utf8) } == ["a", "b", two, one].map { Array($0.utf8) })
  }

  /// A slash and the accent behind it are one letter to Swift.
  @Test func aNameMayBeginWithAnAccent() {
    let path = "/runs/\u{301}deep/\u{301}mine.csv"
    #expect(FolderName.names(path) == ["runs", "\u{301}deep", "\u{301}mine.csv"])
    #expect(FolderName.of(path) == "/runs/\u{301}deep")
    #expect(FolderName.last(path) == "\u{301}mine.csv")
    #expect(FolderName.below("/runs", path) == "\u{301}deep/\u{301}mine.csv")
    #expect(FolderName.below("/runs/\u{301}deep", path) == "\u{301}mine.csv")
    #expect(FolderName.below("/run", path) == nil)
    #expect(FolderName.below("/runs/", path) == "\u{301}deep/\u{301}mine.csv")
    #expect(FolderName.below("/", path) == FolderName.below("", path))
    #expect(FolderName.of("mine.csv").isEmpty && FolderName.last("mine.csv") == "mine.csv")
  }

  @Test func foldersThatOnlyLookAlikeAreTwo() {
    func file(_ folder: String, _ id: Int64) -> IndexedFile {
      var facts = RunFacts()
      facts.stamp = "t"
      return IndexedFile(
        stamp: FileStamp(path: "/\(folder)/samples_task_t.jsonl", size: 1, modified: 1), format: "lm-eval-samples",
        facts: [facts], heads: [ColumnsHead(id: id, task: "task", filter: nil, kind: .choices, count: 10)])
    }
    var facts = RunFacts()
    facts.stamp = "t"
    facts.model = "org/m-1m"
    let results = IndexedFile(
      stamp: FileStamp(path: "/\(one)/results_t.json", size: 1, modified: 1), format: "lm-eval-results", facts: [facts])
    let catalogue = Catalogue(of: [results, file(one, 1), file(two, 2)])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.model.name).sorted() == ["cafe\u{301}", "m-1m"])
  }
}
