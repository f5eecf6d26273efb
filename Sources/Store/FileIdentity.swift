#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

/// Which file it is that a path leads to, whatever it is called.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  /// nil if there is none.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of an open file, wherever it stands by now.
  init?(of file: Int32) {
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Whether it is what stands at this path; nil where that cannot be told. A disk that is away for a moment, or a
  /// folder that may not be looked into, says neither that the file is there nor that it is gone.
  func stands(at path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) != 0 else { return Self(status) == self }
    return errno == ENOENT || errno == ENOTDIR ? false : nil
  }

  /// Of what the system says of it.
  public init(_ status: stat) { (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino)) }
}
