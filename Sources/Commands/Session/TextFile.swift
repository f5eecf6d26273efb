#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Small text files that belong to the program.
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
    let descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC | (mayWait ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    guard mayWait || status.st_mode & S_IFMT == S_IFREG else {
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENOTSUP
      return nil
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(most, 1 << 16))
    while bytes.count < most {
      let count = systemRead(descriptor, &piece, min(piece.count, most - bytes.count))
      if count == 0 { break }
      if count > 0 { bytes += piece[..<count] } else if errno != EINTR { return nil }
    }
    return bytes
  }

  /// - Parameter isNew: a file that is there already is left as it is, and the reason thrown.
  static func write(_ text: String, to path: String, asNew isNew: Bool = false) throws(CommandProblem) {
    guard let file = fopen(path, isNew ? "wx" : "w") else {
      throw CommandProblem(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      let code = errno
      // Half a file of ours helps nobody.
      if isNew { unlink(path) }
      errno = code
      throw CommandProblem(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
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
    let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

// Inside the type this name is its own.
private func systemRead(_ descriptor: Int32, _ room: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &room, count)
}
