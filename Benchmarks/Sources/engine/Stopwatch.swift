import Glibc

/// Wall and CPU seconds of one piece of work, over several rounds.
struct Stopwatch {
  private(set) var wall: [Double] = []
  private(set) var processor: [Double] = []

  mutating func time<Value>(_ work: () -> Value) -> Value {
    let (start, used) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
    let value = work()
    wall.append(Self.now(CLOCK_MONOTONIC) - start)
    processor.append(Self.now(CLOCK_PROCESS_CPUTIME_ID) - used)
    return value
  }

  static func middle(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.wall = zip(a.wall, b.wall).map { $0 + $1 }
    sum.processor = zip(a.processor, b.processor).map { $0 + $1 }
    return sum
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
