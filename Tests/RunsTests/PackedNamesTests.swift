import Runs
import Testing

@Suite struct PackedNamesTests {
  @Test func aNameForWhichThereIsNoRoomIsRefused() {
    var names: PackedNames = ["one"]
    let isFirstKept = names.append("two", most: 6)
    let isSecondKept = names.append("three", most: 6)
    let isEmptyKept = names.append("", most: 6)
    #expect(isFirstKept && !isSecondKept && isEmptyKept)
    #expect(Array(names) == ["one", "two", ""])
    #expect(names.hasRoom)
  }
}
