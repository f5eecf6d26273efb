import Foundation

enum Tracer {
  /// Not everywhere may a process trace its own children.
  static let isPossible = works("strace", "-f", "-o", "/dev/null", "true")

  /// Whether a program is there and may do this.
  static func works(_ words: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
