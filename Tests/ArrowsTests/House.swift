import Foundation
import Testing

/// Which module may import which. The build lets more through than this; the reasons: `docs/decisions/0001-rooms.md`.
let arrows: [String: Set<String>] = [
  "Runs": [],
  "Canvas": [],
  "CZip": [],
  "Readers": ["Runs", "CZip"],
  "Store": ["Runs", "CZip", "GRDB", "Foundation"],
  "Settings": ["Runs", "TOMLKit"],
  "Trends": ["Runs", "RealModule", "Dispatch"],
  "Dashboard": ["Runs", "Trends", "Canvas"],
  "CNcurses": [],
  "Curses": ["Canvas", "CNcurses"],
  "Commands": [
    "Runs", "Readers", "Store", "Settings", "Trends", "Canvas", "Dashboard", "Curses", "ArgumentParser", "Foundation",
    "Dispatch",
  ],
  "vane": ["Commands", "ArgumentParser"],
]

/// The C library under its three names, and what the language brings along: not rooms, and open to all.
let everywhere: Set<String> = ["Glibc", "Musl", "Darwin", "Swift", "Synchronization"]

/// A file of the repository, read.
struct SourceFile: CustomTestStringConvertible {
  /// From the repository's root: `Sources/Runs/Place.swift`.
  var path: String
  var text: String

  var testDescription: String { path }
  var isSwift: Bool { path.hasSuffix(".swift") }
  /// `Runs` for `Sources/Runs/Place.swift`.
  var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  var lineCount: Int { text.utf8.reduce(text.utf8.last == 0x0A ? 0 : 1) { $0 + ($1 == 0x0A ? 1 : 0) } }
}

/// The repository that these tests were built from. Links are resolved: the tests may be built from elsewhere.
enum House {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folders of `Sources`: a room each.
  static func rooms() throws -> [String] {
    let folder = root.appending(path: "Sources")
    let inside = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
    let folders = try inside.filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    return folders.map(\.lastPathComponent).sorted()
  }

  /// Every file that a compiler reads, below this folder.
  static func files(below folder: String) throws -> [SourceFile] {
    let below = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
    let read = below.filter { path in [".swift", ".c", ".h"].contains(where: path.hasSuffix) }.sorted()
    return try read.map { path in
      let name = "\(folder)/\(path)"
      return SourceFile(path: name, text: try String(contentsOf: root.appending(path: name), encoding: .utf8))
    }
  }
}
