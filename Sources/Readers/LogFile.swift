public import Runs

/// A log's name and its bytes. Opened when it is made to read its beginning, and again each time somebody reads it.
public struct LogFile: Sendable {
  public let path: String
  /// The first bytes, at most 16 KiB: enough to recognise any format.
  public let head: [UInt8]
  /// What `head` holds if it is JSON, as far as it goes.
  let outline: JSON
  private let memory: [UInt8]?
  /// Open already, for whoever reads many pieces of it.
  private var held: (any ByteSource)?
  private let refusals = ReadRefusals()

  /// - Throws: what keeps the file from being read: missing, not allowed, not a regular file.
  public init(path: String) throws(Problem) {
    self.path = path
    memory = nil
    do throws(ReadError) {
      head = try FileBytes(path: path, refusals: refusals).bytes(at: 0, count: 16_384)
    } catch {
      throw Self.problem(path, error)
    }
    outline = Self.outline(of: head)
  }

  /// A file that never was on a disk.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    memory = bytes
    head = Array(bytes.prefix(16_384))
    outline = Self.outline(of: head)
  }

  /// False once the disk refused a part of it: what was read is not what the file says, and may be the next time.
  public var isGivenWhole: Bool { refusals.isEmpty }

  /// The name up to its last dot.
  var stem: String { FolderName.stem(path) }

  /// A return by itself, as spreadsheets on old Macs wrote it, where the first lines have nothing else: the line feed in
  /// a cell of theirs stands in quotes.
  var lineEnd: UInt8 {
    guard head.contains(0x0D) else { return 0x0A }
    guard head.contains(0x0A) else { return 0x0D }
    var (isQuoted, hasReturn) = (false, false)
    for byte in head {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted: return 0x0A
      case 0x0D where !isQuoted: hasReturn = true
      case _: break
      }
    }
    return hasReturn ? 0x0D : 0x0A
  }

  /// The same file, opened once for all that is read of it.
  func opened() throws(Problem) -> LogFile {
    var file = self
    file.held = try open()
    return file
  }

  func open() throws(Problem) -> any ByteSource {
    if let held { return held }
    if let memory { return MemoryBytes(memory) }
    do throws(ReadError) {
      return try FileBytes(path: path, refusals: refusals)
    } catch {
      throw Self.problem(path, error)
    }
  }

  static func problem(_ path: String, _ error: ReadError) -> Problem {
    Problem(Place(file: path), "cannot be read: \(error.words)", "check that it is a file and that you may read it")
  }

  private static func outline(of head: [UInt8]) -> JSON {
    let first = head.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard first == 0x7B || first == 0x5B else { return .null }
    var scan = JSONScanner(MemoryBytes(head), byLine: false)
    return scan.start()
  }
}
