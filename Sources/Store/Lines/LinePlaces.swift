import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where people's lines on some runs stand: beside the runs, and in a person's own state folder what she said while
/// nothing could be written there. What anybody may read is read, wherever new lines go.
public struct LinePlaces: Sendable, Equatable {
  /// New lines go there.
  public let path: String
  /// Every file that is read.
  public let all: [String]
  /// The file beside the runs, where it is there and may not be written.
  public let sealed: String?

  /// One file, as somebody named it.
  public init(_ path: String) { self.init(path: path, all: [path], sealed: nil) }

  /// Beside the runs in `folder` as `name`; new lines go into `state` where nothing may be written there.
  ///
  /// - Parameter ending: of the file's name in `state`; runs of two folders must not share one file, so that what
  ///   stands before it is the folder's own path.
  init(for folder: String, named name: String, state: String, ending: String) {
    let beside = folder + "/" + name
    // By whatever link one comes: under the link's own name somebody may have said something as well.
    let own = state + "/" + Self.name(of: Self.resolved(folder), ending)
    let linked = state + "/" + Self.name(of: folder, ending)
    let isThere = access(beside, F_OK) == 0
    let mayWrite = isThere ? access(beside, W_OK) == 0 : access(folder, W_OK) == 0
    // Where no file can stand (another's state folder, none at all) nobody has said anything.
    let names: [String] = own == linked ? [own] : [own, linked]
    let away = names.filter { access($0, F_OK) == 0 || errno == ENOENT }
    self.init(
      path: mayWrite ? beside : own, all: [beside] + away,
      sealed: isThere && !mayWrite ? beside : nil)
  }

  /// What stands elsewhere is read as well; new lines go where they went.
  public func reading(_ others: some Sequence<LinePlaces>) -> LinePlaces {
    var known = Set(all.map { ExactName($0) })
    let further = others.flatMap(\.all).filter { known.insert(ExactName($0)).inserted }
    return LinePlaces(path: path, all: all + further, sealed: sealed)
  }

  private init(path: String, all: [String], sealed: String?) {
    self.path = path
    self.all = all
    self.sealed = sealed
  }

  /// Where it really is; itself if it is not there.
  private static func resolved(_ folder: String) -> String {
    guard let found = realpath(folder, nil) else { return folder }
    defer { free(found) }
    return String(cString: found)
  }

  /// No disk takes a longer name: a longer path is known by its end and a hash of all of it. So is one with a `%` of its
  /// own: `a%b` is not `b` in `a`, and what was said of the one's items is not said of the other's.
  private static func name(of folder: String, _ ending: String) -> String {
    let names = FolderName.names(folder)
    let path = names.isEmpty ? "vane-root" : names.joined(separator: "%")
    let most = 255 - ending.utf8.count
    let isPlain = !names.contains { $0.utf8.contains(UInt8(ascii: "%")) }
    guard path.utf8.count > most || !isPlain else { return path + ending }
    let end = String(decoding: path.utf8.suffix(most - 80), as: Unicode.UTF8.self).drop { $0 == "\u{FFFD}" }
    // A slash begins no path that is plain.
    return SHA256.hexadecimal(of: isPlain ? path : "/" + names.joined(separator: "/")) + "%" + end + ending
  }

  /// For people: a file that is there; where none is, the one that will be made.
  public var shown: String { ([path] + all).first { access($0, F_OK) == 0 } ?? path }
}
