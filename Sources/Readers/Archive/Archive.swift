import CZip
import Runs

/// A ZIP file by its central directory: sizes are believed there and nowhere else, names are only names.
///
/// Reads members that are stored, deflated (method 8) or compressed with zstd (93), also those written as Zip64.
/// Nothing is ever unpacked to a disk, so a name like `../../x` is harmless.
struct Archive {
  struct Member: Equatable {
    var name: String
    var method: UInt16
    var crc: UInt32
    var packed: UInt64
    var size: UInt64
    /// Of the local header, from the start of the file.
    var offset: UInt64
  }

  /// Why an archive or one of its members cannot be read.
  struct Fault: Error, Equatable { var words: String }

  /// A member that says it is larger is not unpacked: no log's is, and a small file can claim anything.
  static let mostBytes: UInt64 = 256 << 20

  /// In the directory's order; of several with one name only the last, as Python takes it.
  private(set) var members: [Member] = []
  private let source: any ByteSource
  private var positions: [ExactName: Int] = [:]

  init(_ source: any ByteSource) throws(Fault) {
    self.source = source
    let (offset, length, shift) = try Self.directory(of: source)
    guard length <= Self.mostBytes else { throw Fault(words: "its directory is larger than any") }
    let bytes = try Self.read(source, at: offset, count: Int(length))
    guard bytes.count == Int(length) else { throw Fault(words: "its directory is cut off") }
    var all: [Member] = []
    var at = 0
    while at + 46 <= bytes.count, bytes.little32(at) == 0x0201_4B50 {
      guard let (member, next) = Self.member(bytes, at, shift) else { throw Fault(words: "its directory is broken") }
      positions[ExactName(member.name)] = all.count
      all.append(member)
      at = next
    }
    try Self.weigh(all, in: source.size)
    members = all.enumerated().filter { positions[ExactName($0.element.name)] == $0.offset }.map(\.element)
    positions = Dictionary(
      members.enumerated().map { (ExactName($0.element.name), $0.offset) }, uniquingKeysWith: { $1 })
  }

  /// Members over one another, or of a method without a bound, could make hours of work out of a small file. Deflate
  /// makes at most 1032 bytes out of one, and members that lie side by side stay within that together.
  private static func weigh(_ members: [Member], in size: UInt64) throws(Fault) {
    let most = 1 << 30 + min(size, 1 << 40) * 1032
    let total = members.lazy.map(\.size).filter { $0 <= mostBytes }.reduce(0, +)
    guard total <= most else {
      throw Fault(words: "its members say they are \(total >> 30) GiB together, more than can have been packed into it")
    }
  }

  subscript(name: String) -> Member? { positions[ExactName(name)].map { members[$0] } }

  /// A member's bytes, unpacked and checked.
  func bytes(of member: Member) throws(Fault) -> [UInt8] {
    guard member.size <= Self.mostBytes, member.packed <= Self.mostBytes else {
      throw Fault(words: "says it is \(member.size >> 20) MiB large; at most \(Self.mostBytes >> 20) are unpacked")
    }
    guard member.packed <= source.size else { throw Fault(words: "is cut off") }
    let header = try Self.read(source, at: member.offset, count: 30)
    guard header.count == 30, header.little32(0) == 0x0403_4B50 else { throw Fault(words: "is not where it should be") }
    let start = member.offset + 30 + UInt64(header.little16(26)) + UInt64(header.little16(28))
    let packed = try Self.read(source, at: start, count: Int(member.packed))
    guard packed.count == Int(member.packed) else { throw Fault(words: "is cut off") }
    let result = try Self.unpack(packed, member)
    guard result.count == Int(member.size) else { throw Fault(words: "has another size than it says") }
    guard result.withUnsafeBufferPointer({ czip_crc32($0.baseAddress, $0.count) }) == member.crc else {
      throw Fault(words: "is damaged: its checksum differs")
    }
    return result
  }

  private static func unpack(_ packed: [UInt8], _ member: Member) throws(Fault) -> [UInt8] {
    let inflate: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?, Int) -> Int64
    switch member.method {
    case 0: return packed
    case 8: inflate = czip_inflate
    case 93: inflate = czip_zstd
    default: throw Fault(words: "is compressed by method \(member.method); 0, 8 and 93 can be read")
    }
    var written: Int64 = -1
    let result = [UInt8](unsafeUninitializedCapacity: max(1, Int(member.size))) { room, count in
      written = packed.withUnsafeBufferPointer { inflate($0.baseAddress, $0.count, room.baseAddress, Int(member.size)) }
      count = max(0, Int(written))
    }
    guard written >= 0 else { throw Fault(words: "cannot be unpacked") }
    return result
  }

  // MARK: The directory

  /// Where the central directory lies, and by how much all offsets are off (bytes before the archive).
  private static func directory(of source: any ByteSource) throws(Fault) -> (UInt64, UInt64, UInt64) {
    let size = source.size
    let tail = try read(source, at: size - min(size, 65_557), count: Int(min(size, 65_557)))
    let base = size - UInt64(tail.count)
    guard let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: { tail.little32($0) == 0x0605_4B50 })
    else { throw Fault(words: "has no directory at its end; was the run stopped while it was written?") }
    var length = UInt64(tail.little32(end + 12))
    var offset = UInt64(tail.little32(end + 16))
    var directoryEnd = base + UInt64(end)
    if end >= 20, tail.little32(end - 20) == 0x0706_4B50 {
      // Where it says; or just before, when other bytes stand in front of the archive.
      let places = [tail.little64(end - 12), directoryEnd - min(directoryEnd, 76)]
      var found: (record: UInt64, bytes: [UInt8])?
      for place in places where found == nil && place < size {
        let bytes = try read(source, at: place, count: 56)
        if bytes.count == 56, bytes.little32(0) == 0x0606_4B50 { found = (place, bytes) }
      }
      guard let (record, large) = found else { throw Fault(words: "its Zip64 directory is not where it should be") }
      length = large.little64(40)
      offset = large.little64(48)
      directoryEnd = record
    }
    guard length <= directoryEnd, offset <= directoryEnd - length else { throw Fault(words: "its directory is broken") }
    return (directoryEnd - length, length, directoryEnd - length - offset)
  }

  private static func member(_ bytes: [UInt8], _ at: Int, _ shift: UInt64) -> (Member, next: Int)? {
    let nameEnd = at + 46 + Int(bytes.little16(at + 28))
    let extraEnd = nameEnd + Int(bytes.little16(at + 30))
    let next = extraEnd + Int(bytes.little16(at + 32))
    guard next <= bytes.count else { return nil }
    var member = Member(
      name: String(decoding: bytes[at + 46..<nameEnd], as: UTF8.self), method: bytes.little16(at + 10),
      crc: bytes.little32(at + 16), packed: UInt64(bytes.little32(at + 20)), size: UInt64(bytes.little32(at + 24)),
      offset: UInt64(bytes.little32(at + 42)))
    // Zip64: an extra field of type 1 holds those of the three that did not fit, in this order.
    var extra = nameEnd
    while extra + 4 <= extraEnd {
      let fieldEnd = min(extraEnd, extra + 4 + Int(bytes.little16(extra + 2)))
      if bytes.little16(extra) == 1 {
        var value = extra + 4
        for field in [\Member.size, \Member.packed, \Member.offset] where member[keyPath: field] == 0xFFFF_FFFF {
          guard value + 8 <= fieldEnd else { return nil }
          member[keyPath: field] = bytes.little64(value)
          value += 8
        }
      }
      extra = fieldEnd
    }
    let (offset, isOver) = member.offset.addingReportingOverflow(shift)
    guard !isOver, offset <= UInt64(Int64.max) - (1 << 20) else { return nil }
    member.offset = offset
    return (member, next)
  }

  private static func read(_ source: any ByteSource, at offset: UInt64, count: Int) throws(Fault) -> [UInt8] {
    do throws(ReadError) {
      return try source.bytes(at: offset, count: count)
    } catch {
      throw Fault(words: "cannot be read: \(error.words)")
    }
  }
}

extension [UInt8] {
  fileprivate func little16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }
  fileprivate func little32(_ at: Int) -> UInt32 { UInt32(little16(at)) | UInt32(little16(at + 2)) << 16 }
  fileprivate func little64(_ at: Int) -> UInt64 { UInt64(little32(at)) | UInt64(little32(at + 4)) << 32 }
}
