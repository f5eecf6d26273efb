import Runs
import Settings

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Configuration {
  static var path: String { Folders.config + "/" + ConfigKey.usualName }

  /// The person's own; nothing is said where there is none.
  static var usual: Configuration {
    if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
      return Configuration(ConfigText([], path: path), folder: Folders.config)
    }
    return Configuration(path)
  }

  /// - Parameter path: as it is to be told of.
  init(_ path: String) {
    let folder = path.utf8.contains(UInt8(ascii: "/")) ? FolderName.of(path) : "."
    guard let bytes = TextFile.start(of: path, most: ConfigText.mostBytes + 1) else {
      let why = String(cString: strerror(errno))
      self.init(ConfigText(unreadable: path, because: why), folder: folder)
      return
    }
    self.init(ConfigText(bytes, path: path), folder: folder)
  }
}
