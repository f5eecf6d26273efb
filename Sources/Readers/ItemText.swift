public import Runs

/// What one item says, read back from its log when somebody looks. Raw text from a log: whoever shows it escapes it.
public struct ItemText: Sendable, Equatable {
  /// What the choices continue; what their contexts begin with, or the first of them, where they differ.
  public var prompt: String
  /// Without the delimiter before them where the log tells it apart.
  public var choices: [String]
  /// The marked answer as text; an index where the log has nothing else.
  public var target: String?
  /// The sampled answer.
  public var response: String?
  /// Both prompts, where what was measured is the difference between them.
  public var context: [String]?

  public init(
    prompt: String, choices: [String] = [], target: String? = nil, response: String? = nil, context: [String]? = nil
  ) {
    self.prompt = prompt
    self.choices = choices
    self.target = target
    self.response = response
    self.context = context
  }
}

/// Reads one item's text back from where its measurements were read.
///
/// - Parameter format: the reader's name, as `Reading.format` has it.
/// - Throws: the format keeps no text, the file cannot be read, or the record is no longer there.
public func itemText(format: String, path: String, address: Address) throws(Problem) -> ItemText {
  try itemTexts(format: format, path: path)(address)
}

/// The same for many items of one file, which is opened once for all of them.
public func itemTexts(format: String, path: String) throws(Problem) -> ItemTextReading {
  guard let reader = formats.first(where: { $0.name == format }) else {
    throw Problem(Place(file: path), "no format is called '\(format)'", "index the file again")
  }
  return try reader.texts(in: LogFile(path: path))
}

extension LogReader {
  public static func texts(in file: LogFile) throws(Problem) -> ItemTextReading {
    throw Problem(Place(file: file.path), "logs of the format \(name) keep no text", "open the log itself")
  }
}

extension TextReader {
  public static func texts(in file: LogFile) throws(Problem) -> ItemTextReading {
    let file = try file.opened()
    return { address throws(Problem) in try text(in: file, at: address) }
  }
}

/// A record is shown if it has at most this many bytes.
let mostTextBytes = 8 << 20

extension LogFile {
  /// The bytes of one record that is a line of its own, checked to be one still.
  func record(at address: Address) throws(Problem) -> [UInt8] {
    let lead: UInt32 = address.offset > 0 ? 1 : 0
    var around = address
    around.offset -= UInt64(lead)
    var bytes = try bytes(at: around, more: Int(lead) + 1)
    let end = Int(lead) + Int(address.length)
    guard bytes.count >= end, lead == 0 || [0x0A, lineEnd].contains(bytes[0]),
      bytes.count == end || [0x0A, 0x0D].contains(bytes[end])
    else { throw changed(address) }
    bytes.removeSubrange(end...)
    bytes.removeFirst(Int(lead))
    return bytes
  }

  /// The bytes at an address and `more` after them; fewer where the file ends.
  func bytes(at address: Address, more: Int = 0) throws(Problem) -> [UInt8] {
    guard address.length <= mostTextBytes else {
      let size = "\(address.length >> 20) MiB long; at most \(mostTextBytes >> 20) MiB are shown"
      throw Problem(place(of: address), "the record is \(size)", "open the log itself")
    }
    let source = try open()
    do throws(ReadError) {
      return try source.bytes(at: address.offset, count: Int(address.length) + more)
    } catch {
      throw Self.problem(path, error)
    }
  }

  func changed(_ address: Address) -> Problem {
    Problem(
      place(of: address), "the record is no longer there: the file has changed since it was indexed", "index it again")
  }

  private func place(of address: Address) -> Place {
    Place(file: path, line: address.line > 0 ? Int(address.line) : nil)
  }
}
