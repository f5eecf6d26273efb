import Foundation
import Runs

/// The lines of an append-only file: how they are written, and how anybody's are read.
enum JSONLine {
  enum Value {
    case null
    case text(String)
    case integer(Int)
    /// What is no number is null.
    case number(Double)
    case bool(Bool)
    case list([Value])
    case object([(String, Value)])
    /// As it is, in ASCII.
    case json(String)

    init(_ text: String?) { self = text.map(Value.text) ?? .null }
    init(_ integer: Int?) { self = integer.map(Value.integer) ?? .null }
    init(_ number: Double?) { self = number.map(Value.number) ?? .null }

    fileprivate var written: String {
      switch self {
      case .null: "null"
      case .text(let text): JSONLine.quoted(text)
      case .integer(let value): "\(value)"
      case .number(let value): value.isFinite ? "\(value)" : "null"
      case .bool(let value): value ? "true" : "false"
      case .list(let values): "[" + values.map(\.written).joined(separator: ",") + "]"
      case .object(let pairs): JSONLine.text(pairs)
      case .json(let text): text
      }
    }
  }

  /// An object without blanks, in ASCII.
  static func text(_ pairs: [(String, Value)]) -> String {
    "{" + pairs.map { "\(quoted($0.0)):\($0.1.written)" }.joined(separator: ",") + "}"
  }

  /// ASCII only: such a file is looked at in terminals and diffs.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: out += "\\\""
      case 0x5C: out += "\\\\"
      case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      case _:
        let digits = String(unit, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return out + "\""
  }

  struct Mistake: Error { var what: String }

  /// The longest line that is read. Nobody says that much of an item; a line without end would fill the memory.
  static let mostBytes = 1 << 20
  static let tooLong = "longer than \(mostBytes >> 20) MiB"
  /// Problems of one file that are told one by one; the others are counted.
  static let mostProblems = 1000

  /// Every line that is not blank; one that `parse` cannot read is a problem with its place.
  static func read<Entry>(
    _ bytes: [UInt8], file: String, _ parse: (ArraySlice<UInt8>) throws(Mistake) -> Entry
  ) -> (entries: [Entry], problems: [Problem]) {
    let (lines, problems) = readLines(bytes, file: file, parse)
    return (lines.map(\.entry), problems)
  }

  /// The same, each with the number of its line.
  ///
  /// - Parameter first: number of the first of these lines in the file.
  static func readLines<Entry>(
    _ bytes: [UInt8], file: String, from first: Int = 1, _ parse: (ArraySlice<UInt8>) throws(Mistake) -> Entry
  ) -> (lines: [(line: Int, entry: Entry)], problems: [Problem]) {
    var entries: [(line: Int, entry: Entry)] = []
    var problems: [Problem] = []
    var untold = 0
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    for (at, line) in rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      func tell(_ what: String, _ action: String = "the line is left as it is and not counted") {
        guard problems.count < mostProblems else {
          untold += 1
          return
        }
        let place = Place(file: file, line: first + at)
        problems.append(Problem(place, what, action))
      }
      guard line.count <= mostBytes else {
        tell("the line is \(tooLong)")
        continue
      }
      // Zeros are not blank: a crash may leave them where a line was.
      guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { continue }
      do throws(Mistake) {
        entries.append((first + at, try parse(line)))
      } catch {
        let (found, mistake) = parts(of: line, parse)
        for entry in found { entries.append((first + at, entry)) }
        if found.isEmpty {
          tell(error.what)
        } else if let mistake {
          tell(mistake.what, "what else stands in the line is counted")
        }
      }
    }
    if untold > 0 {
      problems.append(Problem(Place(file: file), "\(untold) further lines cannot be read", "they are left as they are"))
    }
    return (entries, problems)
  }

  /// What can be read of a line that is no object, and the first mistake in it.
  private static func parts<Entry>(
    of line: ArraySlice<UInt8>, _ parse: (ArraySlice<UInt8>) throws(Mistake) -> Entry
  ) -> (found: [Entry], mistake: Mistake?) {
    let objects = objects(of: line)
    var found: [Entry] = []
    var mistake: Mistake?
    for object in objects where objects.count > 1 {
      do throws(Mistake) {
        found.append(try parse(object))
      } catch {
        mistake = mistake ?? error
      }
    }
    return (found, mistake)
  }

  /// Of a line that is no object: several, where a file was put behind one whose last line has no end, or is torn. They
  /// begin with their schema, with a blank behind the colon or without, and in no text of a whole object can a mark stand
  /// as it does there.
  private static func objects(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let beginning = Array(#"{"schema":"#.utf8)
    let starts =
      [line.startIndex]
      + line.indices.dropFirst().filter { line[$0] == beginning[0] && line[$0...].starts(with: beginning) }
    return zip(starts, starts.dropFirst() + [line.endIndex]).map { line[$0..<$1] }
  }
}

/// A line's object, however it is written. What is missing or of another kind is said by its key.
struct LineObject {
  private let object: [String: Any]
  /// What the line should be: `a line-up answer`.
  private let noun: String

  init(_ line: ArraySlice<UInt8>, schema: String, noun: String) throws(JSONLine.Mistake) {
    guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any] else {
      throw JSONLine.Mistake(what: "not \(noun): the line is no whole JSON object")
    }
    guard object["schema"] as? String == schema else {
      throw JSONLine.Mistake(what: "the schema is not \(schema); was the line written by a newer Vane?")
    }
    self.init(object: object, noun: noun)
  }

  private init(object: [String: Any], noun: String) {
    self.object = object
    self.noun = noun
  }

  func mistake(_ key: String) -> JSONLine.Mistake {
    JSONLine.Mistake(what: "not \(noun): no '\(key)' that can be used")
  }

  func text(_ key: String) throws(JSONLine.Mistake) -> String {
    guard let value = object[key] as? String else { throw mistake(key) }
    return value
  }

  func integer(_ key: String) throws(JSONLine.Mistake) -> Int {
    guard let number = object[key] as? NSNumber else { throw mistake(key) }
    // By its digits: above 2⁵³ a Double has not all of them.
    if let value = Int(number.stringValue), Double(value) == number.doubleValue { return value }
    guard let value = Int(exactly: number.doubleValue) else { throw mistake(key) }
    return value
  }

  func number(_ key: String) throws(JSONLine.Mistake) -> Double {
    guard let value = optionalNumber(key) else { throw mistake(key) }
    return value
  }

  func texts(_ key: String) throws(JSONLine.Mistake) -> [String] {
    guard let value = object[key] as? [String] else { throw mistake(key) }
    return value
  }

  func objects(_ key: String) throws(JSONLine.Mistake) -> [LineObject] {
    guard let value = object[key] as? [[String: Any]] else { throw mistake(key) }
    return value.map { LineObject(object: $0, noun: noun) }
  }

  func optionalText(_ key: String) -> String? { object[key] as? String }
  func optionalNumber(_ key: String) -> Double? { (object[key] as? NSNumber)?.doubleValue }
  func bool(_ key: String) -> Bool { (object[key] as? NSNumber)?.boolValue ?? false }
}
