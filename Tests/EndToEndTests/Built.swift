import Foundation

/// The programs that were built with these tests, and folders to run them in.
enum Built {
  static let vane = program("vane")
  static let probe = program("CursesProbe")

  /// How the sanitizers are to behave in a program that was built with one, as `.ci/sanitize` says it. Swift's story of a
  /// crash is among it: the thread sanitizer does not bear the process that tells it.
  static let sanitizers = ProcessInfo.processInfo.environment.filter {
    $0.key.hasSuffix("SAN_OPTIONS") || $0.key == "SWIFT_BACKTRACE"
  }

  /// It forks to tell where code stands, keeps files of its own, and has stacks of its own, where no handler runs.
  static let hasThreadSanitizer = ProcessInfo.processInfo.environment["VANE_SANITIZED"] == "thread"

  /// A program lies beside the test bundle that is running.
  private static func program(_ name: String) -> String {
    let running = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: running ?? CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
      name
    ).path
  }
}

/// A folder of its own for one test; gone with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "vane-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
