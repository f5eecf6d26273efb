import Readers
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Text files, read whole and written whole: the program's own small ones, and those that a person takes away.
enum TextFile {
  /// nil if it cannot be read or is over a mebibyte, which no such file is.
  ///
  /// - Parameter mayWait: true for a file that a person named, who may mean a pipe: `--expect <(…)`.
  static func read(_ path: String, mayWait: Bool = false) -> String? {
    guard let bytes = start(of: path, most: most + 1, mayWait: mayWait), bytes.count <= most else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let most = 1 << 20

  /// The first bytes, at most so many; nil, and `errno` says why, where they cannot be had. A pipe or a device that
  /// somebody has put there is no file, and would keep the program waiting for ever.
  static func start(of path: String, most: Int, mayWait: Bool = false) -> [UInt8]? {
    bytes(of: path, most: most, mayWait: mayWait)
  }

  /// The last bytes, as above.
  static func end(of path: String, most: Int) -> [UInt8]? { bytes(of: path, most: most, isEnd: true) }

  private static func bytes(of path: String, most: Int, mayWait: Bool = false, isEnd: Bool = false) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC | (mayWait ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    guard mayWait || status.st_mode & S_IFMT == S_IFREG else {
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENOTSUP
      return nil
    }
    if isEnd, status.st_size > most { lseek(descriptor, off_t(status.st_size) - off_t(most), SEEK_SET) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(most, 1 << 16))
    while bytes.count < most {
      let count = systemRead(descriptor, &piece, min(piece.count, most - bytes.count))
      if count == 0 { break }
      if count > 0 { bytes += piece[..<count] } else if errno != EINTR { return nil }
    }
    return bytes
  }

  /// - Throws: where something stands that no command makes again: lines of people, or a log of any format, whether it is
  ///   among those that were read or landed since. What Vane itself wrote is neither.
  static func expectNothingToLose(in path: String) throws(CommandProblem) {
    if let lines = OwnLines.standing(in: path) {
      throw CommandProblem(
        .cannotWrite, "\(path): \(lines.what) stand there and are not written over; name another file")
    }
    guard let file = try? LogFile(path: path), let format = reader(for: file) else { return }
    throw CommandProblem(
      .cannotWrite, "\(path): a log (\(format.name)) stands there and is not written over; name another file")
  }

  /// - Parameters:
  ///   - isNew: a file that is there already is left as it is, and the reason thrown.
  ///   - mode: of a file that is made here, less what the user's mask takes away.
  static func write(
    _ text: String, to path: String, asNew isNew: Bool = false, mode: mode_t = 0o666
  ) throws(CommandProblem) {
    if !isNew { try expectNothingToLose(in: path) }
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY
    var file = open(path, flags | O_EXCL, mode)
    let isMade = file >= 0
    if !isMade, !isNew, errno == EEXIST { file = open(path, flags | O_TRUNC, mode) }
    var code = file >= 0 && Streams.put(text, to: file) ? 0 : errno
    // A disk behind a network may say only now that it is full.
    if file >= 0, close(file) != 0, code == 0 { code = errno }
    if code == 0 { return }
    // Half a file of ours helps nobody.
    if isMade { unlink(path) }
    throw CommandProblem(.cannotWrite, "\(path): \(String(cString: strerror(code)))")
  }

  /// Puts a file of the program's own, for its user alone, in the old one's place as a whole. Where it cannot be
  /// written the old one stays, and nothing is said: nothing else depends on it.
  static func replace(_ path: String, with text: String) {
    let new = path + ".\(getpid())"
    do {
      try Folders.make(above: path)
      try write(text, to: new, mode: 0o600)
      if rename(new, path) != 0 { unlink(new) }
    } catch {
      unlink(new)
    }
  }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  static var programFolder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return "." }
    return FolderName.of(String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}

// Inside the type this name is its own.
private func systemRead(_ descriptor: Int32, _ room: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &room, count)
}
