import Foundation
import Runs

/// One line of the flag file.
enum FlagLine {
  static func text(of flag: Flag) -> String { text(of: flag, and: [:]) }

  /// - Parameter further: what else stands in its line, as it is written: keys that this Vane does not know, and a reason
  ///   that it does not know in place of none.
  static func text(of flag: Flag, and further: [String: String]) -> String {
    let undoes = flag.undoes.map { [(name: "undoes", value: Optional($0))] } ?? []
    var fields = (FlagLog.fields(of: flag) + undoes).map { field in
      (field.name, further[field.name].map(JSONLine.Value.json) ?? JSONLine.Value(field.value))
    }
    for (key, value) in further.sorted(by: { $0.key < $1.key }) where !keys.contains(key) {
      fields.append((key, .json(value)))
    }
    return JSONLine.text(fields)
  }

  private static let keys = Set(FlagLog.columns + ["undoes"])

  /// - Parameter first: number of the first of these lines in the file.
  static func readLines(
    _ bytes: [UInt8], file: String, from first: Int = 1
  ) -> (lines: [(line: Int, entry: Flag)], problems: [Problem]) {
    read(bytes, file: file, from: first) { flag, _ in flag }
  }

  /// The same, each with what else stands in it.
  static func readWhole(
    _ bytes: [UInt8], file: String
  ) -> (lines: [(line: Int, entry: (flag: Flag, further: [String: String]))], problems: [Problem]) {
    read(bytes, file: file, from: 1) { flag, line in
      var further = WholeObject.values(in: line) ?? [:]
      for key in keys where key != "reason" || flag.reason != nil { further[key] = nil }
      return (flag: flag, further: further)
    }
  }

  private static func read<Entry>(
    _ bytes: [UInt8], file: String, from first: Int, _ made: (Flag, ArraySlice<UInt8>) -> Entry
  ) -> (lines: [(line: Int, entry: Entry)], problems: [Problem]) {
    let (read, problems) = JSONLine.readLines(bytes, file: file, from: first) {
      line throws(JSONLine.Mistake) -> (made: Entry, unknown: String?) in
      let found = try flag(from: line)
      return (made: made(found.flag, line), unknown: found.unknown)
    }
    let untold = read.lazy.filter { $0.entry.unknown != nil }.prefix(JSONLine.mostProblems)
    let unknown: [Problem] = untold.map { line, entry in
      let word = String((entry.unknown ?? "").prefix(100))
      return Problem(
        Place(file: file, line: line), "no reason is called '\(word)'\(Nearest.hint(word, reasons))",
        "the flag counts without it, and the line is left as it is")
    }
    return (read.map { (line: $0.line, entry: $0.entry.made) }, problems + unknown)
  }

  private static let reasons = Flag.Reason.allCases.map(\.rawValue)

  /// - Returns: also the reason that it gives, where there is none of that name.
  private static func flag(
    from line: ArraySlice<UInt8>
  ) throws(JSONLine.Mistake) -> (flag: Flag, unknown: String?) {
    var texts = PlainObject.texts(in: line)
    if texts == nil { texts = try Self.texts(in: line) }
    guard let object = texts else {
      throw JSONLine.Mistake(what: "not a flag: the line is no whole JSON object")
    }
    func text(_ key: String) throws(JSONLine.Mistake) -> String {
      guard let value = object[key] else { throw JSONLine.Mistake(what: "not a flag: no '\(key)'") }
      return value
    }
    guard object["schema"] == FlagLog.schema else {
      throw JSONLine.Mistake(what: "the schema is not \(FlagLog.schema); was the line written by a newer Vane?")
    }
    guard let action = Flag.Action(rawValue: try text("action")) else {
      throw JSONLine.Mistake(what: "the action is none of flag, unflag and note")
    }
    let reason = object["reason"].flatMap(Flag.Reason.init(rawValue:))
    let flag = Flag(
      id: try text("id"), time: try text("time"), author: try text("author"), action: action,
      behaviour: try text("behaviour"), variant: object["variant"],
      name: ItemName(suite: try text("suite"), item: try text("item")),
      reason: reason, note: object["note"],
      contentHash: object["content_hash"],
      undoes: object["undoes"])
    // Such a line would be the last word for ever: nobody could take it back.
    guard let moment = flag.moment, moment < Ticket.end else {
      throw JSONLine.Mistake(what: "not a flag: its time is none that can be counted; write it as 2026-11-23T10:00:00Z")
    }
    return (flag, reason == nil ? object["reason"] : nil)
  }

  /// Of any JSON object, however it is written. What is no text is left out where nobody knows the key; under one that
  /// is known it is what somebody wanted to say.
  private static func texts(in line: ArraySlice<UInt8>) throws(JSONLine.Mistake) -> [String: String]? {
    guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any] else { return nil }
    for key in ["variant", "reason", "note", "content_hash", "undoes"] {
      guard let value = object[key], !(value is NSNull), !(value is String) else { continue }
      throw JSONLine.Mistake(what: "not a flag: '\(key)' is no text")
    }
    return object.compactMapValues { $0 as? String }
  }
}
