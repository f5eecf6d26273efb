import Foundation

/// The built program under `strace`, which tells every system call and can make one fail, wait or kill.
enum Traced {
  /// Not everywhere may a process trace its own children.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["strace", "-f", "-o", "/dev/null", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static let reason = "strace is not installed, or may not trace"
}
