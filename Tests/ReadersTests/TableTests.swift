import Runs
import Testing

@testable import Readers

/// What a plain table must not be taken for: other choices, other models, other numbers than it has.
@Suite struct TableTests {
  private func reading(_ lines: String...) throws -> Reading {
    try #require(LogFile("mine.csv", lines.joined(separator: "\n") + "\n").reading())
  }

  @Test func anAnswerOfVaneIsNoTable() {
    let answer =
      "behaviour,suite,item,variant,n,n_dropped,n_eff,model,x,mean,point_se,point_n,accuracy,logp\n"
      + "river,rain,q1,,1,0,,mine-1b,9,0.5,0.1,1,1,-1\n"
    #expect(LogFile("trends.csv", answer).reading() == nil)
  }

  /// Such a table was of no format that anybody knows, though but one column had another name.
  @Test(arguments: [",", "\t"]) func aTableWithoutItsNumbersIsToldWhatItLacks(separator: String) throws {
    let rows = ["model,item,choice,logprob,watched", "m,q1,a,-1,1"].map { $0.replacing(",", with: separator) }
    let reading = try reading(rows[0], rows[1])
    #expect(reading.format == "table" && reading.columns.isEmpty)
    #expect(reading.problems.map(\.what) == ["no column is called logp or loss"])
    #expect(reading.problems.map(\.place.line) == [1] && reading.problems.allSatisfy { $0.rejects })
    // What others call an item is nobody's table.
    #expect(LogFile("questions.csv", "item,choice,correct\nq1,a,1\n").reading() == nil)
    let answer = "suite,item,model,parameters,checkpoint,choice,text,watched,log_likelihood,margin,logp\n"
    #expect(LogFile("item.csv", answer + "s,q1,m,1,,1,a,true,-1,0.5,-1\n").reading() == nil)
  }

  /// It was told of each of a thousand lines.
  @Test func linesOfObjectsWithoutNumbersAreToldOnceWhatTheyLack() throws {
    let lines = (0..<5).map { #"{"item": "q\#($0 / 2)", "choice": "\#($0)", "logprob": -1, "watched": 1}"# + "\n" }
    let reading = try #require(LogFile("mine.jsonl", lines.joined()).reading())
    #expect(reading.format == "table" && reading.columns.isEmpty)
    #expect(reading.problems.map(\.what) == ["no column is called logp or loss"])
    #expect(reading.problems.map(\.place.line) == [1] && reading.problems.allSatisfy { $0.rejects })
  }

  @Test func aLineOfObjectsMayBeTheFirstWithANumber() throws {
    let lines = [#""choice": "a""#, #""logp": null"#, #""logp": -1"#, #""logp": -2"#].enumerated().map { at, rest in
      #"{"item": "q\#(at)", "watched": true, \#(rest)}"# + "\n"
    }
    let reading = try #require(LogFile("mine.jsonl", lines.joined()).reading())
    #expect(reading.columns.map { Array($0.items) } == [["q2", "q3"]])
    let rejected = reading.problems.filter(\.rejects)
    #expect(rejected.map(\.what) == [String](repeating: "neither logp nor loss is a number", count: 2))
    #expect(rejected.map(\.place.line) == [1, 2])
  }

  /// As a join of two tables leaves them: nothing tells whose numbers are meant.
  @Test func ofTwoColumnsOfOneNameNoneIsChosen() throws {
    let reading = try reading("item,logp,watched,logp", "q1,-1,1,-3", "q1,-2,0,-4")
    #expect(reading.columns.isEmpty)
    #expect(reading.problems.map(\.what) == ["two columns are called logp"])
    #expect(reading.problems.allSatisfy { $0.rejects })
  }

  @Test func aCutRowLeavesItsItemOutAlsoBeforeTheModel() throws {
    let reading = try reading(
      "item,choice,logp,watched,model", "q0,a,-1,1,m", "q0,b,-2,0,m", "q1,a,-1,1,m", "q1,b,-2", "q1,c,-3,0,m")
    #expect(reading.columns.map { Array($0.items) } == [["q0"]])
  }

  @Test(arguments: ["", #","suite":"s""#]) func aBrokenLineLeavesItsItemOut(suite: String) throws {
    let rows = [("q0", "a", "-1"), ("q0", "b", "-2"), ("q1", "a", "-1"), ("q1", "b", "-2.0.0"), ("q1", "c", "-3")]
    let lines = rows.map { #"{"item":"\#($0.0)"\#(suite),"choice":"\#($0.1)","logp":\#($0.2),"watched":1}"# + "\n" }
    let reading = try #require(LogFile("mine.jsonl", lines.joined()).reading())
    #expect(reading.columns.map { Array($0.items) } == [["q0"]])
    #expect(reading.problems.first?.place.line == 4)
  }

  @Test func aLineThatIsBrokenBeforeItsSuiteMakesNoOther() throws {
    let lines = [("q0", "a", "-1"), ("q0", "b", "-2"), ("q1", "a", "-1.0.0")].map {
      #"{"item":"\#($0.0)","choice":"\#($0.1)","logp":\#($0.2),"watched":1,"suite":"s"}"# + "\n"
    }
    let reading = try #require(LogFile("mine.jsonl", lines.joined()).reading())
    #expect(reading.columns.map(\.task) == ["s"] && reading.columns.map { Array($0.items) } == [["q0"]])
    #expect(reading.facts.flatMap(\.tasks).map(\.name) == ["s"])
  }

  /// As spreadsheets on old Macs wrote it.
  @Test(arguments: [",", "\t"]) func aReturnAloneEndsALine(separator: String) throws {
    let rows = [["item", "watched", "choice", "logp"], ["q1", "1", "\"a\rb\"", "-1"], ["q1", "0", "c", "-2"]]
    let text = rows.map { $0.joined(separator: separator) + "\r" }.joined()
    let reading = try #require(LogFile("mine.csv", text).reading())
    let columns = try #require(reading.columns.first)
    #expect(reading.problems == [])
    #expect(columns.values == [-1, -2] && columns.bytes == [3, 1] && columns.lines == [2])
  }

  /// As those spreadsheets wrote a cell of two lines: the first of them was taken for the whole header.
  @Test func aLineFeedInACellEndsNoLineOfATableOfReturns() throws {
    let text = "item,watched,choice,logp\rq1,1,\"a\nb\",-1\rq1,0,c,-2\rq2,1,d,-3\rq2,0,e,-4\r"
    let reading = try #require(LogFile("mine.csv", text).reading())
    #expect(reading.problems == [])
    #expect(reading.columns.flatMap(\.values) == [-1, -2, -3, -4] && reading.columns.flatMap(\.lines) == [2, 4])
    // Beside lines that end as they do today, a stray return is no line's end.
    let stray = try #require(LogFile("mine.csv", "item,watched,logp\r\r\nq1,1,-1\r\r\n\"q2\",1,-2\r\r\n").reading())
    #expect(stray.columns.flatMap(\.values) == [-1, -2])
  }

  @Test func aReturnAloneEndsALineOfObjectsToo() throws {
    let rows = [("a", 1, -1), ("b", 0, -2)].map {
      #"{"item": "q1", "choice": "\#($0.0)", "watched": \#($0.1), "logp": \#($0.2)}"# + "\r"
    }
    let reading = try #require(LogFile("mine.jsonl", rows.joined()).reading())
    let columns = try #require(reading.columns.first)
    #expect(reading.problems == [])
    #expect(columns.values == [-1, -2] && columns.watched == [1] && columns.lines == [1])
  }

  /// The item's other choices alone would have another margin, and so would those of the line that closes the quote.
  @Test(arguments: [
    ("\"b,-2,0", "q2,\"a\",-1,1", "a quote is never closed"), ("\"b,-2,0", "q2,a,-1,1", "a quote is never closed"),
    ("\"b\nc,-2,0", "q2,\"a\",-1,1", "a quote is never closed"),
  ])
  func aQuoteThatIsNeverClosedLeavesItsItemOut(broken: String, next: String, what: String) throws {
    let reading = try reading("item,choice,logp,watched", "q1,a,-1,1", "q1,\(broken)", next, "q2,b,-2,0")
    #expect(reading.columns.map { Array($0.items) } == [["q2"]])
    #expect(reading.columns.map(\.values) == [[-1, -2]])
    #expect(reading.problems.first?.what == what)
    #expect(reading.problems.first?.place.line == 3)
    #expect(reading.problems.contains { $0.what == "1 item of which a row was rejected" })
  }

  /// A margin over the choices that are left is another one.
  @Test(arguments: ["q1,b,,0", "q1,b,x,0", "q1,b,0.5,0", "q1,b,-2"])
  func anItemOfWhichARowIsRejectedIsLeftOut(row: String) throws {
    let reading = try reading("item,choice,logp,watched", "q1,a,-1,1", row, "q1,c,-3,0", "q2,a,-1,1", "q2,b,-2,0")
    let columns = try #require(reading.columns.first)
    #expect(reading.columns.count == 1 && Array(columns.items) == ["q2"])
    #expect(columns.values == [-1, -2] && columns.bytes == [1, 1] && columns.watched == [1])
    #expect(reading.facts.flatMap(\.tasks).map(\.items) == [1])
    #expect(reading.problems.map(\.rejects) == [true, false])
    #expect(reading.problems.first?.place.line == 3)
    #expect(reading.problems.last?.what == "1 item of which a row was rejected")
  }

  /// `-1,5` without quotes is not -1.
  @Test func aRowWithFieldsBeyondTheHeaderIsNoRowOfIt() throws {
    let reading = try reading(
      "item,choice,watched,logp", "q1,a,1,-1,5", "q1,b,0,-2,5", "q2,a,1,\"-1.5\"", "q2,b,0,-2.5", "q3,a,1,-1,",
      "q3,b,0,-2, ")
    let columns = try #require(reading.columns.first)
    #expect(Array(columns.items) == ["q2", "q3"] && columns.values == [-1.5, -2.5, -1, -2])
    #expect(reading.problems.map(\.what) == ["5 of 4 fields", "5 of 4 fields"])
    #expect(reading.problems.map(\.place.line) == [2, 3])
  }

  @Test func anItemIsLeftOutWhicheverOfItsRowsIsRejected() throws {
    let reading = try reading("item,logp,suite", "q1,x,s", "q2,-1,s", "q1,-2,s", "q1,-1,t", "q2,x,t")
    #expect(reading.columns.map(\.task) == ["s", "t"])
    #expect(reading.columns.map { Array($0.items) } == [["q2"], ["q1"]])
  }

  /// Whose a cut row was is not known where it ends in its name.
  @Test func aRowThatEndsInItsNameLeavesNoItemOut() throws {
    let reading = try reading("item,logp,watched", "q1,-1,1", "q1,-2,0", "q1")
    #expect(reading.columns.map { Array($0.items) } == [["q1"]])
    #expect(reading.problems.map(\.what) == ["1 of 3 fields"])
  }

  @Test func aChoiceThatComesTwiceIsNoFurtherChoice() throws {
    let rows = ["q1,a,-1,1", "q1,b,-2,0"]
    let reading = try #require(
      LogFile("mine.csv", (["item,choice,logp,watched"] + rows + rows).joined(separator: "\n")).reading())
    let columns = try #require(reading.columns.first)
    #expect(columns.values == [-1, -2] && columns.watched == [1])
    #expect(reading.problems.map(\.rejects) == [true, true])
    #expect(reading.problems.first?.what == "the choice 'a' of q1 a second time")
  }

  /// Which of the two is right nobody can tell. The rows of an item may stand apart.
  @Test func anItemWithTwoNumbersForAChoiceIsLeftOut() throws {
    let reading = try reading(
      "item,choice,logp,watched", "q1,a,-1,1", "q2,a,-1,1", "q1,b,-2,0", "q2,b,-2,0", "q1,a,-4,1")
    #expect(reading.columns.map { Array($0.items) } == [["q2"]])
    #expect(
      reading.problems.map(\.what) == ["the choice 'a' of q1 a second time", "1 item of which a row was rejected"])
  }

  /// `Y` for a further watched choice, taken for none, would be another margin.
  @Test func aChoiceOfWhichNobodyKnowsWhetherItIsWatchedLeavesItsItemOut() throws {
    let reading = try reading(
      "item,choice,logp,watched", "q1,a,-1,1", "q1,b,-2,Y", "q1,c,-3,0", "q2,a,-1,yes", "q2,b,-2,")
    #expect(reading.columns.map { Array($0.items) } == [["q2"]])
    #expect(reading.problems.first?.what == "watched 'Y' is neither 1 nor 0")
    #expect(reading.problems.first?.place.line == 3)
  }

  @Test(arguments: [
    ("correct", "50%", "correct is no 1, 0 or fraction in 2 rows, first '50%'"),
    ("correct", "C", "correct is no 1, 0 or fraction in 2 rows, first 'C'"),
    ("coverage", "\"-0,5\"", "coverage is no number in 2 rows, first '-0,5'"),
    ("bytes", "3.5", "bytes is no whole number of bytes in 2 rows, first '3.5'"),
  ])
  func aCellThatCannotBeReadIsTold(column: String, cell: String, what: String) throws {
    let reading = try reading("item,loss,\(column)", "q1,0.5,\(cell)", "q2,0.5,\(cell)", "q3,0.5,0", "q4,0.5,")
    #expect(reading.columns.map(\.count) == [4])
    #expect(reading.problems.map(\.what).filter { $0.hasPrefix(column) } == [what])
    #expect(!reading.problems.contains { $0.rejects && $0.what == what })
  }

  /// In Latin-1 é and è are bytes that are no UTF-8, and would be one sign both.
  @Test func namesInAnotherEncodingStayApart() throws {
    let rows = [("caf\u{e9}", "s\u{e9}"), ("caf\u{e8}", "s\u{e9}"), ("\u{e9}t\u{e9}", "s\u{e8}")]
    let text = "item,suite,loss\n" + rows.map { "\($0),\($1),0.5\n" }.joined()
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let reading = try #require(LogFile(path: "mine.csv", bytes: latin).reading())
    #expect(reading.columns.map { Array($0.items) } == [["caf\\xE9", "caf\\xE8"], ["\\xE9t\\xE9"]])
    #expect(reading.columns.map(\.task) == ["s\\xE9", "s\\xE8"] && reading.problems.isEmpty)
  }

  @Test func choicesWithoutTextsMayLookAlike() throws {
    let reading = try reading("item,logp,watched", "q1,-1,1", "q1,-1,0", "q1,-2,0")
    #expect(reading.columns.map(\.values) == [[-1, -1, -2]])
    #expect(reading.problems == [])
  }

  @Test(arguments: [(["0.5", "0.5"], 1), (["0.5", "0.25"], 0)])
  func aSecondLossCostsItsItemOnlyWhereItDiffers(losses: [String], count: Int) throws {
    let reading = try #require(
      LogFile("mine.csv", "item,loss\n" + losses.map { "q1,\($0)\n" }.joined()).reading())
    #expect(reading.count == count)
    #expect(reading.problems.first?.what == "a second row of q1; a loss stands alone")
  }

  @Test(arguments: [
    ("model", "m-1b", "m-2b", "a second model, m-2b, in the table of m-1b; give it a table of its own"),
    ("revision", "step1", "step2", "a second revision, step2, in the table of step1; give it a table of its own"),
    ("parameters", "7e7", "8e7", "a second number of parameters, 8e7, in the table of 7e7; give it a table of its own"),
  ])
  func aTableIsOfOneModel(column: String, own: String, other: String, what: String) throws {
    let reading = try reading(
      "item,logp,watched,\(column)", "q1,-1,1,\(own)", "q1,-2,0,\(own)", "q1,-3,1,\(other)", "q1,-4,0,\(other)",
      "q2,-1,1,")
    // The other's rows take nothing from the items of this one.
    #expect(reading.columns.map(\.values) == [[-1, -2], [-1]])
    #expect(reading.problems.map(\.what) == [what, what])
  }

  @Test func oneNumberMayBeSpeltInSeveralWays() throws {
    let reading = try reading("item,logp,parameters", "q1,-1,7e7", "q2,-2,70000000", "q3,-1,7.0e7")
    #expect(reading.problems == [])
    #expect(reading.facts.map(\.parameters) == [7e7])
  }

  @Test(arguments: ["70M", "1_000", "0", "-7e7", "nan", "inf"])
  func parametersThatAreNoNumberAreTold(cell: String) throws {
    let reading = try reading("item,logp,model,parameters", "q1,-1,m-1b,\(cell)", "q2,-2,m-1b,\(cell)")
    #expect(reading.count == 2)
    #expect(reading.facts.map(\.parameters) == [nil])
    #expect(reading.problems.map(\.rejects) == [false])
    #expect(reading.problems.first?.place.line == 2)
    #expect(reading.problems.first?.what == "parameters is no number above 0 in 2 rows, first '\(cell)'")
  }

  @Test func aRowWithoutAModelIsOfTheOneThatTheOthersName() throws {
    let reading = try reading("model,item,logp,watched", ",q1,-1,1", "m-1b,q1,-2,0", ",q1,-3,0")
    #expect(reading.problems == [])
    #expect(reading.facts.map(\.model) == ["m-1b"])
    #expect(reading.columns.map(\.values) == [[-1, -2, -3]])
    #expect(try self.reading("item,logp", "q1,-1").facts.map(\.model) == ["mine"])
  }

  /// Its `q1` is another question under each behaviour, so neither is a copy of the other.
  @Test func aTableMayUseASuitesNameUnderTwoBehaviours() throws {
    let rows = ["flattery", "honesty"].map { "\($0),opinions,q1,-1\n\($0),opinions,q2,-2\n" }
    let file = LogFile("mine.csv", "behaviour,suite,item,logp\n" + rows.joined())
    let reading = try #require(file.reading())
    #expect(reading.columns.map(\.task) == ["flattery:opinions", "honesty:opinions"])
    let heads = reading.columns.enumerated().map {
      ColumnsHead(id: Int64($0), task: $1.task, filter: $1.filter, kind: $1.kind, count: $1.count)
    }
    let catalogue = Catalogue(of: [
      IndexedFile(
        stamp: FileStamp(path: "r/mine.csv", size: 1, modified: 1), format: reading.format, facts: reading.facts,
        heads: heads)
    ])
    #expect(catalogue.behaviours.map(\.key.behaviour) == ["flattery", "honesty"])
    #expect(catalogue.superseded.isEmpty)
  }
}

/// Numbers that a table says it has and does not.
@Suite struct TableNumberTests {
  private func reading(_ lines: String...) throws -> Reading {
    try #require(LogFile("mine.csv", lines.joined(separator: "\n") + "\n").reading())
  }

  @Test func aLogLikelihoodThatIsNoneIsTold() throws {
    let reading = try reading("item,logp,watched", "q1,-1,1", "q1,nan,0", "q2,NaN,1", "q2,-1,0", "q3,-1,1", "q3,-inf,0")
    #expect(reading.count == 3)
    #expect(reading.problems.map(\.what) == ["logp is no number in 2 rows, first 'nan'"])
    #expect(reading.problems.map(\.place.line) == [3])
    #expect(reading.problems.map(\.rejects) == [false])
  }

  @Test(arguments: ["nan", "inf", "-inf"]) func aVerdictThatIsNoneTakesNothingFromTheOthers(cell: String) throws {
    let reading = try reading("item,logp,watched,correct", "q1,-1,1,1", "q1,-2,0,\(cell)", "q2,-1,1,0", "q2,-2,0,")
    #expect(reading.columns.map(\.correct) == [[1, 0]])
    #expect(reading.problems.map(\.what) == ["correct is no 1, 0 or fraction in 1 row, first '\(cell)'"])
    #expect(reading.problems.map(\.place.line) == [3])
  }

  /// As whoever means the choice by it writes it: the last row would decide.
  @Test func anItemThatIsCorrectAndIsNotIsNeither() throws {
    let reading = try reading("item,logp,watched,correct", "q1,-1,1,1", "q1,-2,0,0", "q2,-1,1,True", "q2,-2,0,1.0")
    let columns = try #require(reading.columns.first)
    #expect(columns.correct[0].isNaN && columns.correct[1] == 1)
    #expect(reading.problems.map(\.what) == ["correct differs between the rows of 1 item"])
    #expect(reading.problems.map(\.rejects) == [false])
  }

  @Test func coverageThatIsNoneIsTold() throws {
    let reading = try reading("item,loss,coverage", "q1,0.5,-0.5", "q2,0.5,nan")
    let columns = try #require(reading.columns.first)
    #expect(columns.coverage[0] == -0.5 && columns.coverage[1].isNaN)
    #expect(reading.problems.map(\.what) == ["coverage is no number in 1 row, first 'nan'"])
  }

  @Test(arguments: [["True", "False", "true"], ["1", "0", "1.0"], ["yes", "no", "YES"]])
  func verdictsOfALossFileAreReadAsWordsToo(cells: [String]) throws {
    let rows = cells.enumerated().map { "\($0),0.5,\($1),-0.25\n" }.joined()
    let reading = try #require(LogFile("m.csv", "index,loss,correct,total_logprob\n" + rows).reading())
    #expect(reading.columns.map(\.correct) == [[1, 0, 1]])
    #expect(reading.problems == [])
  }

  @Test func cellsOfALossFileThatAreNoNumberAreTold() throws {
    let text = "index,loss,correct,total_logprob\n0,0.5,maybe,-0.25\n1,0.5,,nan\n2,0.5,nan,\n3,0.5,1,-0.5\n"
    let reading = try #require(LogFile("m.csv", text).reading())
    let columns = try #require(reading.columns.first)
    #expect(columns.correct.map(\.isNaN) == [true, true, true, false])
    #expect(
      reading.problems.map(\.what) == [
        "correct is no 1, 0 or fraction in 2 rows, first 'maybe'", "total_logprob is no number in 1 row, first 'nan'",
      ])
    #expect(reading.problems.map(\.place.line) == [2, 3])
    #expect(reading.problems.allSatisfy { !$0.rejects })
  }
}
