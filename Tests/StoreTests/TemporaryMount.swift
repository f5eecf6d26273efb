import Foundation

/// A small disk of its own for one test, in memory; gone with the value. Only root may have one.
final class TemporaryMount {
  let path: String
  private let folder: TemporaryFolder

  static let isPossible = geteuid() == 0 && (try? TemporaryMount(kibibytes: 16)) != nil

  init(kibibytes: Int) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/disk"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try run("mount", "-t", "tmpfs", "-o", "size=\(kibibytes)k", "none", path)
  }

  deinit { try? run("umount", "-l", path) }

  func makeReadOnly() throws { try run("mount", "-o", "remount,ro", path) }

  private struct Refused: Error {}

  private func run(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Refused() }
  }
}
