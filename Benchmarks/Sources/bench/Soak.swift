import Glibc

/// Hours of a person's keys in minutes, on more runs than anybody has: does it stay alive, does it stay small, does it
/// stay quick.
struct Soak {
  let startup: Startup
  let seed: UInt64
  let seconds: Double
  let flags: String

  struct Outcome {
    var deeds = 0
    /// How often the program was left by a key and opened again.
    var starts = 1
    var frames: [Double] = []
    /// From a signal that asks for a whole frame to its last byte: what the loop was busy with is in it.
    var answers: [Double] = []
    /// MB, once a minute.
    var memory: [Double] = []
    /// nil: all went well.
    var failure: String?
  }

  /// Longer than any frame; a program that says nothing for so long hangs.
  private static let patience = 30_000.0
  /// Deeds between two questions whether it still answers.
  private static let stride = 25

  func run(in folder: String, cache: String) -> Outcome {
    var outcome = Outcome()
    var monkey = Monkey(seed: seed)
    var last: [String] = []
    guard var screen = startup.screen(folder, cache: cache, flags: flags) else {
      outcome.failure = "it does not start"
      return outcome
    }
    _ = screen.settle()
    let (start, minute) = (now(), 60_000.0)
    var sampled = start - minute
    while now() - start < seconds * 1000, Interrupt.isQuiet {
      let deed = monkey.next()
      outcome.deeds += 1
      last = last.suffix(59) + [deed.name]
      switch deed {
      case .key(_, let bytes): if let frame = screen.press(bytes, within: 25, quiet: 6) { outcome.frames.append(frame) }
      case .resize(let columns, let rows): screen.resize(columns: columns, rows: rows)
      case .flag: appendFlag(number: outcome.deeds)
      }
      if outcome.deeds % Self.stride == 0 {
        if let answer = screen.answer(within: Int32(Self.patience)) {
          outcome.answers.append(answer)
        } else if screen.isRunning {
          outcome.failure = "no answer for \(fixed(Self.patience / 1000, 0)) s"
        }
      }
      if now() - sampled >= minute {
        sampled = now()
        outcome.memory.append(screen.memory)
        progress(
          "\(fixed((sampled - start) / minute, 0)) min  \(outcome.deeds) deeds  \(fixed(screen.memory, 0)) MB  "
            + "frame p99 \(fixed(quantile(outcome.frames, 0.99), 1)) ms  "
            + "answer p99 \(fixed(quantile(outcome.answers, 0.99), 1)) ms")
      }
      if !screen.isRunning {
        let status = screen.status
        _ = screen.close()
        if let status, status != 0 { outcome.failure = "it ended with status \(status)" }
        guard outcome.failure == nil, let next = startup.screen(folder, cache: cache, flags: flags) else { break }
        outcome.starts += 1
        screen = next
        _ = screen.settle()
      }
      if outcome.failure != nil { break }
    }
    _ = screen.close()
    if let failure = outcome.failure {
      outcome.failure =
        "\(failure) after deed \(outcome.deeds) of seed \(seed); the last: \(last.joined(separator: " "))"
    }
    return outcome
  }

  private func appendFlag(number: Int) {
    guard let file = fopen(flags, "a") else { return }
    defer { fclose(file) }
    let digits = String(number)
    let id = "01K" + String(repeating: "0", count: 23 - digits.count) + digits
    fputs(
      "{\"schema\":\"vane.flag/1\",\"id\":\"\(id)\",\"time\":\"2026-11-24T10:00:00Z\",\"author\":\"colleague\","
        + "\"action\":\"flag\",\"behaviour\":\"b0001\",\"suite\":\"t00001\",\"item\":\"q\(number % 63)\"}\n", file)
  }
}
