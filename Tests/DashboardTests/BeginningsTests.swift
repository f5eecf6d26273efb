import Dashboard
import Testing

/// What a list shows of each question.
@Suite struct BeginningsTests {
  @Test func shortQuestionsAreWhole() {
    #expect(Beginnings.of(["Who is it?\n", "  Where\tis it? "]) == ["Who is it?", "Where is it?"])
    #expect(Beginnings.of([]) == [])
    #expect(Beginnings.of(["", "a"]) == ["", "a"])
  }

  @Test func aWordThatAllBeginWithStays() {
    #expect(Beginnings.of(["Question: one", "Question: two"]) == ["Question: one", "Question: two"])
  }

  @Test func instructionsThatAllBeginWithGo() {
    let instructions = "Answer the question that follows with one letter.\n\n"
    #expect(Beginnings.of(["one", "two", "two"].map { instructions + $0 }) == ["… one", "… two", "… two"])
    // Alone, nothing says what its instructions are.
    #expect(Beginnings.of([instructions + "one"]) == ["Answer the question that follows with one letter. one"])
  }

  @Test func theSameQuestionTwiceStillHasAWord() {
    let prompt = "What is the capital city of a country in Europe?"
    #expect(Beginnings.of([prompt, prompt]) == ["… Europe?", "… Europe?"])
  }

  @Test func ofOtherExamplesBeforeEachQuestionTheQuestionStays() {
    func prompt(_ number: Int) -> String {
      let examples = (0..<5).map { "Q: example \($0 * number + number)\n" + String(repeating: "word ", count: 30) }
      return (examples + ["Q: the question \(number)\nA:"]).joined(separator: "\n\n")
    }
    #expect(Beginnings.of([prompt(3), prompt(4)]) == ["… Q: the question 3 A:", "… Q: the question 4 A:"])
  }

  @Test func anAnswersOpeningIsShownWithItsQuestion() {
    func prompt(_ number: Int) -> String {
      "\(number) " + String(repeating: "passage ", count: 60) + "\n\nHuman: is it \(number)?\n\nAssistant:"
    }
    #expect(Beginnings.of([prompt(1), prompt(2)]) == ["… Human: is it 1? Assistant:", "… Human: is it 2? Assistant:"])
  }

  @Test func aWordIsNotCutWhereTwoBeginTheSame() {
    let instructions = "Answer the question that follows with one letter. "
    let towns = ["Norway", "Norwich", "Norwé"]
    #expect(Beginnings.of(towns.map { instructions + $0 }) == towns.map { "… " + $0 })
  }

  @Test func linesThatEndAsOnWindowsAreParagraphsToo() {
    func prompt(_ number: Int) -> String {
      let passage = String(repeating: "passage ", count: 60)
      return "\(number) \(passage)\r\n\r\nIs it \(number), truly?\r\n \r\nAnswer:\r\n"
    }
    #expect(Beginnings.of([prompt(1), prompt(2)]) == ["… Is it 1, truly? Answer:", "… Is it 2, truly? Answer:"])
  }

  @Test func noneIsLongerThanAListHoldsAndNoneIsLost() {
    let prompts = (0..<40).map { "\($0)" + String(repeating: $0 % 2 == 0 ? "x" : "x ", count: 5000) }
    let shown = Beginnings.of(prompts)
    #expect(shown.count == prompts.count)
    #expect(shown.allSatisfy { $0.count <= Beginnings.letters })
    #expect(Set(shown).count == prompts.count)
  }
}
