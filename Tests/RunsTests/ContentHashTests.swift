import Testing

@testable import Runs

@Suite struct ContentHashTests {
  @Test func hasAsManyPartsAsTheFormatTells() {
    #expect(ContentHash.text(of: 0, inParts: true) == nil)
    #expect(ContentHash.text(of: 0xE165_F781_BBDB_E88C, inParts: false) == "e165f781bbdbe88c")
    #expect(ContentHash.text(of: 0xE165_F781_BBDB_E88C, inParts: true) == "e165f781-bbdbe88c")
    #expect(ContentHash.text(of: 0x65_F781_0000_000C, inParts: true) == "0065f781-0000000c")
    #expect(ContentHash.text(of: 0xE165_F781_0000_0000, inParts: true) == "e165f781")
  }

  @Test(arguments: [
    ("e165f781bbdbe88c", "e165f781bbdbe88c", true), ("e165f781bbdbe88c", "e165f78100000001", false),
    ("old", "new", false),
    ("e165f781-bbdbe88c", "e165f781-bbdbe88c", true), ("e165f781-bbdbe88c", "e165f781-00000002", false),
    ("e165f781-bbdbe88d", "e165f781-00000001", false), ("e165f781-bbdbe88c", "e165f781-bbdbe88d", true),
    // One log tells the choices and the other does not, or it was kept when no choices were hashed.
    ("e165f781-bbdbe88c", "e165f781", true), ("e165f7817a499a5c", "e165f781-bbdbe88c", true),
    ("e165f7817a499a5c", "e165f781", true), ("a165f7817a499a5c", "e165f781-bbdbe88c", false),
    ("a165f781", "e165f781", false),
  ])
  func isOfOneQuestionUnlessBothTellOtherwise(a: String, b: String, isOne: Bool) {
    #expect(ContentHash.isOneQuestion(a, b) == isOne)
    #expect(ContentHash.isOneQuestion(b, a) == isOne)
  }
}
