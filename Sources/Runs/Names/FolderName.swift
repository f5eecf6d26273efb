/// Paths as text: the index keeps them so, and nothing here touches a disk. By their bytes, as a disk has them: to Swift
/// a slash and the accent that a name may begin with are one letter, and that letter is no slash.
public enum FolderName {
  private static let slash = UInt8(ascii: "/")

  /// The folder that it is in; empty in the root, and where there is no slash.
  public static func of(_ path: String) -> String {
    path.utf8.lastIndex(of: slash).map { String(path[..<$0]) } ?? ""
  }

  public static func last(_ path: String) -> String {
    path.utf8.lastIndex(of: slash).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The last name up to its last dot; all of it where only its first letter is one.
  public static func stem(_ path: String) -> String {
    let name = last(path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The names on the way, without those that are empty.
  public static func names(_ path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(Substring($0)) }
  }

  /// `path` as seen from a folder; nil if it does not lie in it.
  public static func below(_ folder: String, _ path: String) -> String? {
    let start = folder.utf8.last == slash ? folder : folder + "/"
    guard path.utf8.starts(with: start.utf8) else { return nil }
    return String(path[path.utf8.index(path.startIndex, offsetBy: start.utf8.count)...])
  }
}
