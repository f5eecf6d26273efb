import Glibc

/// A table with machine, date and commit, as the other results have them.
struct Kept {
  var rows: [[String]]
  var header: [String]
  var cores: Int

  func write(_ path: String) {
    guard let file = fopen(path, "w") else { return print("\(path): cannot be written") }
    defer { fclose(file) }
    let circumstances = [today, commit, machine, String(cores)]
    for line in [["date", "commit", "machine", "cores"] + header] + rows.map({ circumstances + $0 }) {
      fputs(line.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n", file)
    }
  }

  private var today: String {
    var (now, parts) = (time(nil), tm())
    gmtime_r(&now, &parts)
    let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  private var commit: String { Self.line(of: "git rev-parse --short=10 HEAD 2>/dev/null") }

  private var machine: String { Self.line(of: "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null") }

  /// The first line that a command prints.
  private static func line(of command: String) -> String {
    guard let pipe = popen(command, "r") else { return "" }
    defer { pclose(pipe) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, pipe) != nil else { return "" }
    return String(decoding: line.prefix { $0 != 10 && $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
