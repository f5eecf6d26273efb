import Glibc

/// How long a person waits: from the start of `vane` to its first paint, and to the whole overview, without an index and
/// with one.
struct Startup {
  var vane: String
  var scratch: String

  struct Wait {
    var first: [Double] = []
    var cold: [Double] = []
    var warm: [Double] = []
    var coldPeak: [Double] = []
    var warmPeak: [Double] = []
  }

  func open(_ folder: String, rounds: Int) -> Wait {
    var wait = Wait()
    for _ in 0..<rounds {
      let cache = scratch + "/opened"
      for isCold in [true, false] {
        guard let screen = screen(folder, cache: cache) else { continue }
        let times = screen.settle()
        let peak = screen.close()
        Interrupt.leaveIfAsked()
        guard let times else { continue }
        wait.first.append(times.first)
        if isCold { wait.cold.append(times.last) } else { wait.warm.append(times.last) }
        if isCold { wait.coldPeak.append(peak) } else { wait.warmPeak.append(peak) }
      }
      Interrupt.remove(cache)
    }
    return wait
  }

  func screen(_ folder: String, cache: String, flags: String? = nil) -> Screen? {
    Screen(
      [vane, folder, "--cache", cache, "--flags", flags ?? scratch + "/flags.jsonl"],
      environment: [
        "HOME=\(scratch)", "XDG_STATE_HOME=\(scratch)", "TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin",
      ])
  }

  /// Milliseconds for reading every byte below a folder, one block after the other.
  static func plainReading(of folder: String) -> Double {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    let start = now()
    for path in files(in: folder, ending: "") {
      let file = Glibc.open(path, O_RDONLY)
      guard file >= 0 else { continue }
      while read(file, &buffer, buffer.count) > 0 {}
      close(file)
    }
    return now() - start
  }
}
