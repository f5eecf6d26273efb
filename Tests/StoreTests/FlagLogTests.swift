import Foundation
import Runs
import Store
import Testing

/// A flag with everything set, told from others by its id.
private func flag(_ id: String, _ action: Flag.Action = .flag, note: String? = nil) -> Flag {
  Flag(
    id: id, time: "2026-11-23T10:00:00Z", author: "kl", action: action, behaviour: "river", variant: "0shot",
    name: ItemName(suite: "rain", item: "412"), reason: .wrongKey, note: note, contentHash: "9f")
}

@Suite struct FlagLogTests {
  let folder: TemporaryFolder
  let log: FlagLog

  init() throws {
    folder = try TemporaryFolder()
    log = FlagLog(path: folder.path + "/vane-flags.jsonl")
  }

  private func read(_ bytes: some Sequence<UInt8>) throws -> (flags: [Flag], problems: [Problem]) {
    try folder.write(bytes, to: "vane-flags.jsonl")
    return try log.read()
  }

  private func line(_ flag: Flag) throws -> [UInt8] {
    let other = try TemporaryFolder()
    try FlagLog(path: other.path + "/f").append(flag)
    return try other.bytes(of: "f")
  }

  @Test func whatWasSaidIsReadBack() throws {
    let hostile = "a \"quote\" \\ \u{1B}[2J \u{202E} é 🧭 \0 \n two"
    var bare = flag("3", .unflag)
    (bare.variant, bare.reason, bare.note, bare.contentHash) = (nil, nil, nil, nil)
    let flags = [flag("1", note: hostile), flag("2", .note, note: ""), bare]
    for flag in flags { try log.append(flag) }
    let (read, problems) = try log.read()
    #expect(read == flags && problems.isEmpty)
  }

  @Test func aLineIsPlainTextWhateverIsInIt() throws {
    let bytes = try line(flag("1", note: "\u{1B}[2J\u{7}é\u{202E}\r\n\u{7F}"))
    #expect(bytes.last == 0x0A)
    #expect(bytes.dropLast().allSatisfy { (0x20..<0x7F).contains($0) })
  }

  @Test func aLineIsAsDocumented() throws {
    #expect(
      String(decoding: try line(flag("1", note: "so")), as: UTF8.self) == """
        {"schema":"vane.flag/1","id":"1","time":"2026-11-23T10:00:00Z","author":"kl","action":"flag",\
        "behaviour":"river","suite":"rain","item":"412","variant":"0shot","reason":"wrong-key","note":"so",\
        "content_hash":"9f"}

        """)
  }

  /// The id of the note stands behind everything else.
  @Test func aLineThatTakesANoteBackIsReadBackAndAsDocumented() throws {
    var back = flag("2", .note)
    back.undoes = "1"
    let text = String(decoding: try line(back), as: UTF8.self)
    #expect(text.hasSuffix(#""content_hash":"9f","undoes":"1"}"# + "\n"))
    try log.append([flag("1", .note, note: "so"), back])
    let (flags, problems) = try log.read()
    #expect(flags.map(\.undoes) == [nil, "1"] && problems.isEmpty)
    #expect(Flags(flags)[back.name]?.isSilent == true)
  }

  @Test func noFileIsNoFlags() throws {
    #expect(try log.read().flags.isEmpty)
    #expect(log.stamp == nil)
  }

  @Test func theStampChangesWithTheFile() throws {
    try log.append(flag("1"))
    let before = try #require(log.stamp)
    try log.append(flag("2"))
    #expect(log.stamp != before && log.stamp?.size == before.size * 2)
  }

  @Test func aLineTornAnywhereCostsOnlyItself() throws {
    let (first, second) = (try line(flag("1")), try line(flag("2")))
    for cut in 0..<second.count - 1 {
      try folder.write(first + second[..<cut], to: "vane-flags.jsonl")
      try log.append(flag("3"))
      let (flags, problems) = try log.read()
      #expect(flags.map(\.id) == ["1", "3"], "torn after \(cut) bytes")
      #expect(problems.map(\.place.line) == (cut == 0 ? [] : [2]), "torn after \(cut) bytes")
      // The torn line is still there to be seen.
      #expect(try folder.bytes(of: "vane-flags.jsonl").starts(with: first + second[..<cut]))
    }
  }

  @Test func aWholeLineWithoutItsLineBreakIsALine() throws {
    try folder.write(try line(flag("1")).dropLast(), to: "vane-flags.jsonl")
    try log.append(flag("2"))
    let (flags, problems) = try log.read()
    #expect(flags.map(\.id) == ["1", "2"] && problems.isEmpty)
  }

  /// As `cat` does, and an editor took the last line break away, or a crash left half a line.
  @Test func aFilePutBehindALineWithoutItsEndLosesNothing() throws {
    let note = #"} {"schema":"vane.flag/1"} \ "# + "é"
    let (first, second) = (try line(flag("1", note: note)), try line(flag("2", .note, note: note)))
    for cut in 1...first.count - 1 {
      let (flags, problems) = try read(first[..<cut] + second + first)
      let isWhole = cut == first.count - 1
      #expect(flags.map(\.id) == (isWhole ? ["1", "2", "1"] : ["2", "1"]), "cut after \(cut) bytes")
      #expect(flags.allSatisfy { $0.note == note })
      #expect(problems.map(\.place.line) == (isWhole ? [] : [1]), "cut after \(cut) bytes")
      #expect(problems.allSatisfy { $0.action == "what else stands in the line is counted" })
    }
    // As those that were merged or exported are written.
    let merged = String(decoding: try line(flag("3")), as: UTF8.self).replacing("\":", with: "\": ")
    #expect(try read(first.dropLast() + Array(merged.utf8)).flags.map(\.id) == ["1", "3"])
  }

  /// However it is written, it comes out in one way.
  @Test func whatANewerVaneWroteIsReadWhole() throws {
    let plain = String(decoding: try line(flag("1")).dropLast(), as: UTF8.self)
    let open = String(plain.dropLast())
    for more in [
      #","weight":0.10,"tags":["é\/\"",{"b":1e5,"a":null}]}"#,
      #", "tags" : [ "\u00E9/\u0022" , {"b":1e5, "a":null}],"weight":0.10 }"#,
    ] {
      try folder.write(Array((open + more).utf8), to: "vane-flags.jsonl")
      let (lines, problems) = try log.readWhole()
      #expect(lines.map(\.flag) == [flag("1")] && problems.isEmpty)
      let written = open + #","tags":["\u00e9/\"",{"b":1e5,"a":null}],"weight":0.10}"#
      #expect(lines.map(\.text) == [written])
    }
    // Behind another file, with the mark that some editors begin a file with.
    let marked = open + #","weight":0.10}"#
    try folder.write(Array((plain + "\n\u{FEFF}" + marked).utf8), to: "vane-flags.jsonl")
    #expect(try log.readWhole().lines.map(\.text) == [plain, marked])
    let other = plain.replacing("wrong-key", with: "too-hard")
    try folder.write(Array((plain + "\n" + other).utf8), to: "vane-flags.jsonl")
    let (lines, problems) = try log.readWhole()
    #expect(lines.map(\.text) == [plain, other])
    #expect(lines.map(\.flag.reason) == [.wrongKey, nil] && problems.map(\.place.line) == [2])
  }

  @Test func tenWritersAtOnceLoseNothing() async throws {
    let log = log
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<10 {
        group.addTask {
          for at in 0..<20 {
            try log.append(flag("\(writer)-\(at)", note: String(repeating: "n", count: writer * 700)))
          }
        }
      }
      try await group.waitForAll()
    }
    let (flags, problems) = try log.read()
    #expect(problems.isEmpty)
    #expect(Set(flags.map(\.id)) == Set((0..<10).flatMap { writer in (0..<20).map { "\(writer)-\($0)" } }))
    // Each writer's own in the order in which they were said.
    let own = flags.filter { $0.id.hasPrefix("7-") }
    #expect(own.map(\.id) == (0..<20).map { "7-\($0)" })
  }

  @Test(arguments: [
    "not json", "{", "[]", "3", "null", "{}", #"{"schema":"vane.flag/2","id":"1"}"#, #"{"schema":"vane.flag/1"}"#,
    #"{"schema":"vane.flag/1","id":"1","time":"t","author":"a","action":"shout","behaviour":"b","suite":"s","item":"i"}"#,
    #"{"schema":"vane.flag/1","id":1,"time":"t","author":"a","action":"flag","behaviour":"b","suite":"s","item":"i"}"#,
    #"{"schema":"vane.flag/1","id":"1","time":"t","author":"a","action":"flag","behaviour":"b","suite":"s"}"#,
    "\u{0}\u{0}\u{0}", "<<<<<<< HEAD", #"{"schema":"vane.flag/1"} {"schema":"vane.flag/1"}"#,
  ])
  func aLineThatIsNoFlagIsAProblemWithItsPlace(bad: String) throws {
    let (flags, problems) = try read(try line(flag("1")) + Array((bad + "\n").utf8) + line(flag("2")))
    #expect(flags.map(\.id) == ["1", "2"])
    #expect(problems.map(\.place) == [Place(file: log.path, line: 2)])
  }

  /// A hand that wrote a line: nothing could be said later than that, and nobody could take it back.
  @Test(arguments: ["yesterday", "", "9999-12-31T23:59:59Z", "9999-12-31T23:00:00-99:00", "2026-11-23"])
  func aLineWhoseTimeCannotBeCountedIsAProblemWithItsPlaceAndStays(time: String) throws {
    var odd = flag("9")
    odd.time = time
    let bytes = try line(flag("1")) + line(odd) + line(flag("2"))
    let (flags, problems) = try read(bytes)
    #expect(flags.map(\.id) == ["1", "2"])
    #expect(problems.map(\.place) == [Place(file: log.path, line: 2)])
    try log.append(flag("3"))
    #expect(try folder.bytes(of: "vane-flags.jsonl").starts(with: bytes))
  }

  @Test func bytesThatAreNoTextAreAProblemAndNoCrash() throws {
    let (flags, problems) = try read([0x22, 0xFF, 0xFE, 0x0A, 0xC3, 0x0A] + line(flag("1")))
    #expect(flags.map(\.id) == ["1"])
    #expect(problems.map(\.place.line) == [1, 2])
  }

  @Test func linesOfOtherSystemsAndEditorsAreRead() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let crlf: [UInt8] = [0x0D, 0x0A]
    let (flags, problems) = try read(mark + line(flag("1")).dropLast() + crlf + crlf + [0x20, 0x0A] + line(flag("2")))
    #expect(flags.map(\.id) == ["1", "2"])
    #expect(problems.isEmpty)
  }

  @Test func aByteOrderMarkWithinAMergedFileIsNoHarm() throws {
    let marked = [0xEF, 0xBB, 0xBF] + (try line(flag("2")))
    let (flags, problems) = try read(try line(flag("1")) + marked)
    #expect(flags.map(\.id) == ["1", "2"] && problems.isEmpty)
  }

  /// A blank or an unknown key makes no other line of it, whatever stands in the rest.
  @Test(arguments: ["so", "é\u{301} 🧭", "\u{1B}[2J \\ \"\" / \0 \n\t\u{7F}", "\\u0041", ""])
  func aLineIsReadTheSameHoweverItIsSpaced(note: String) throws {
    let plain = try line(flag("1", note: note))
    let open = Array("{ ".utf8)
    var dice = SeededDice(seed: note.utf8.count)
    let told = try read(plain + open + plain.dropFirst())
    #expect(told.flags == [flag("1", note: note), flag("1", note: note)] && told.problems.isEmpty)
    for at in plain.indices.dropFirst().dropLast() {
      let flipped = plain[at] ^ UInt8(1 << Int.random(in: 0...7, using: &dice))
      let byte = [flipped, flipped, 0x22, 0x5C, 0x75, 0xC3, 0x2C].randomElement(using: &dice) ?? flipped
      var bytes = plain
      bytes[at] = byte == 0x0A ? 0x20 : byte
      let (flags, problems) = try read(bytes + open + bytes.dropFirst())
      // A flag without its reason counts, and is told.
      let lost = problems.count { !$0.what.hasPrefix("no reason is called") }
      #expect(flags.count + lost == 2, "byte \(at) as \(byte)")
      #expect(flags.first == flags.last && problems.first?.what == problems.last?.what, "byte \(at) as \(byte)")
      #expect(flags.count != 1, "byte \(at) as \(byte)")
    }
  }

  @Test func aKeyThatStandsTwiceIsReadTheSameHoweverItIsSpaced() throws {
    let text = String(decoding: try line(flag("1", note: "so")), as: UTF8.self)
    for twice in [#","note":"other"}"#, #","note":null}"#, #","more":null,"more":"x"}"#] {
      let plain = text.replacing("}", with: twice)
      let (flags, problems) = try read(plain.utf8)
      #expect(flags.map(\.id) == ["1"] && problems.isEmpty, "\(twice)")
      #expect(try read(plain.replacing("{", with: "{ ").utf8).flags == flags, "\(twice)")
    }
  }

  /// What is longer than a line can be is not even kept in memory.
  @Test func aLineWithoutMeasureIsAProblemWithItsPlaceAndTheLinesBehindItCount() throws {
    let longest = flag("2", note: String(repeating: "n", count: (1 << 20) - 400))
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000) + [0x0A]
    let lines: [[UInt8]] = [
      try line(flag("1")), long, try line(longest), [0x20, 0x0A], long, try line(flag("3")), long.dropLast(),
    ]
    let (flags, problems) = try read(lines.joined())
    #expect(flags == [flag("1"), longest, flag("3")])
    #expect(problems.map(\.place.line) == [2, 5, 7])
    #expect(problems.allSatisfy { $0.what == "the line is longer than 1 MiB" })
    #expect(try AppendOnlyFile(path: log.path, holding: "flag").bytes().count < 5_000_000)
  }

  @Test func aFlagThatCouldNotBeReadIsNotWritten() throws {
    #expect(throws: StoreProblem.self) { try log.append(flag("1", note: String(repeating: "n", count: 1 << 20))) }
    #expect(try log.read().flags.isEmpty && log.stamp == nil)
  }

  @Test func keysThatAreNotKnownAreLeftAlone() throws {
    let text = String(decoding: try line(flag("1")), as: UTF8.self)
      .replacing("{\"schema\"", with: "{\"mood\":[1,{\"a\":null}],\"schema\"")
    let (flags, problems) = try read(text.utf8)
    #expect(flags == [flag("1")] && problems.isEmpty)
  }

  @Test(arguments: ["\"note\":5", "\"note\":[\"a\",\"b\"]", "\"variant\":0", "\"undoes\":7"])
  func aWordThatIsNoTextIsToldAndNotLeftOut(word: String) throws {
    var bare = flag("1")
    (bare.variant, bare.note) = (nil, nil)
    let text = String(decoding: try line(bare), as: UTF8.self)
      .replacing("\"note\":null,", with: "").replacing("\"variant\":null,", with: "")
    let (flags, problems) = try read(text.replacing("{\"schema\"", with: "{\(word),\"schema\"").utf8)
    #expect(flags.isEmpty && problems.first?.what.hasSuffix("is no text") == true)
  }

  @Test func aReasonThatIsNotKnownIsToldAndTheFlagCounts() throws {
    let text = String(decoding: try line(flag("1")), as: UTF8.self).replacing("wrong-key", with: "wrong_key")
    let (flags, problems) = try read(text.utf8)
    #expect(flags.map(\.id) == ["1"] && flags.first?.reason == nil)
    #expect(problems.map(\.place) == [Place(file: log.path, line: 1)])
    #expect(problems.first?.what == "no reason is called 'wrong_key', did you mean 'wrong-key'?")
  }

  @Test func aFolderInPlaceOfTheFileIsSaidAndNoCrash() throws {
    let bad = FlagLog(path: folder.path)
    let problem = #expect(throws: StoreProblem.self) { try bad.append(flag("1")) }
    #expect(problem?.file == folder.path)
    #expect(throws: StoreProblem.self) { try bad.read() }
  }

  @Test func flagsAreKeptBesideTheRunsOrInTheUsersState() throws {
    #expect(FlagLog.places(for: folder.path, state: "/state").path == folder.path + "/vane-flags.jsonl")
    // Nothing can be made in a folder that is not there.
    let one = FlagLog.places(for: "/not/there/a", state: "/state").path
    let two = FlagLog.places(for: "/not/there/b", state: "/state").path
    #expect(one.hasPrefix("/state/") && two.hasPrefix("/state/") && one != two)
  }
}
