import CFuzz

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One door of Vane, and what must hold whatever comes in by it.
struct Target: Sendable {
  let name: String
  let summary: String
  /// Longest input that is tried, bytes.
  var most = 4096
  /// What the door's language is made of.
  var words: [String] = []
  /// Heap that an input of n bytes may take: `floor + factor * n`.
  var heap: (floor: Int, factor: Int) = (1 << 22, 256)
  /// False where a library lets go of nothing when it fails: looking for leaks after each run takes longer than the run.
  var looksForLeaks = true
  /// Of a genuine file, by its path and its bytes: what to begin with. Nothing for files that are not meant.
  var seeds: @Sendable (_ path: String, _ bytes: [UInt8]) -> [[UInt8]] = { _, _ in [] }
  /// Stops the program when something does not hold.
  let check: @Sendable ([UInt8]) -> Void

  static let all: [Target] =
    readers + byteReaders + peoplesFiles + settings + typed + writers
}

/// What must hold. Said when it does not, and the program is stopped: that is how libFuzzer hears of it.
func claim(_ holds: Bool, _ what: @autoclosure () -> String) {
  guard !holds else { return }
  say("\nDOES NOT HOLD: \(what())")
  abort()
}

/// On standard error, in one piece.
func say(_ words: String) {
  let bytes = Array((words.prefix(4000) + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// The one that runs: libFuzzer's callback can carry nothing with it.
nonisolated(unsafe) private var running: Target?

func run(_ target: Target) -> Never {
  running = target
  cfuzz_meter_start()
  var count = CommandLine.argc - 1
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
  exit(
    LLVMFuzzerRunDriver(&count, &arguments) { start, count in
      guard let target = running else { return 0 }
      let bytes = Array(UnsafeBufferPointer(start: start, count: count))
      cfuzz_meter_reset()
      target.check(bytes)
      let (peak, most) = (Int(cfuzz_meter_peak()), target.heap.floor + target.heap.factor * count)
      claim(peak <= most, "\(count) bytes took \(peak) bytes of heap; at most \(most) are allowed")
      return 0
    })
}
