import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A ULID and its time: 48 bits of milliseconds, 80 of chance, in Crockford's base 32. Sorts by time as text.
/// Source: github.com/ulid/spec.
public struct Ticket: Sendable, Equatable {
  /// 26 characters.
  public let id: String
  /// The same moment as RFC 3339 in UTC, to the second.
  public let time: String

  /// One after the other: each sorts behind those before it, by `id` and by `time`, also when several are drawn in one
  /// millisecond or the clock is set back. What is said later must win.
  public struct Series: Sendable {
    private var milliseconds: UInt64 = 0
    private var chance: [Int] = []

    public init() {}

    public mutating func next(milliseconds now: UInt64, dice: inout some RandomNumberGenerator) -> Ticket {
      if now > milliseconds || chance.isEmpty {
        (milliseconds, chance) = (now, (0..<16).map { _ in Int.random(in: 0..<32, using: &dice) })
      } else if let digit = chance.lastIndex(where: { $0 < 31 }) {
        chance[digit] += 1
        for after in chance.index(after: digit)..<chance.endIndex { chance[after] = 0 }
      } else {
        (milliseconds, chance) = (milliseconds + 1, [Int](repeating: 0, count: 16))
      }
      return Ticket(milliseconds: milliseconds, chance: chance)
    }
  }

  private static let series = Mutex(Series())

  /// For now; later than every other of this program, and than all of `earlier`.
  public static func now(after earlier: [Earlier] = []) -> Ticket {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    let milliseconds = UInt64(max(moment.tv_sec, 0)) * 1000 + UInt64(moment.tv_nsec) / 1_000_000
    return series.withLock { series in
      var dice = SystemRandomNumberGenerator()
      let ticket = series.next(milliseconds: milliseconds, dice: &dice)
      return ticket.moved(behind: earlier, dice: &dice)
    }
  }

  /// What was said before about the same thing: perhaps by a colleague whose clock is ahead, or before this one was set
  /// back.
  public struct Earlier: Sendable {
    /// Seconds since 1970.
    public var moment: Double
    public var id: String

    public init(moment: Double, id: String) {
      self.moment = moment
      self.id = id
    }
  }

  /// Behind each: none of the moves goes back.
  func moved(behind earlier: [Earlier], dice: inout some RandomNumberGenerator) -> Ticket {
    earlier.reduce(self) { ticket, one in ticket.moved(behind: one, dice: &dice) }
  }

  /// Seconds since 1970. From here on, some minutes before the year 10000, no time can be written that is later.
  static let end = 253_402_300_000.0

  /// Itself, or as little later as puts it behind what was said before. The tickets that follow keep to the clock.
  func moved(behind earlier: Earlier, dice: inout some RandomNumberGenerator) -> Ticket {
    guard !isBehind(earlier), earlier.moment < Self.end else { return self }
    let second = UInt64(max(0, earlier.moment.rounded(.down)))
    if let told = Self.milliseconds(of: earlier.id), told / 1000 == second {
      let next = Ticket(milliseconds: told + 1, dice: &dice)
      if next.isBehind(earlier) { return next }
    }
    return Ticket(milliseconds: (second + 1) * 1000, dice: &dice)
  }

  /// By time, which says seconds, then by id: as lines are put in order.
  private func isBehind(_ earlier: Earlier) -> Bool {
    let second = Double((Self.milliseconds(of: id) ?? 0) / 1000)
    return second > earlier.moment || (second == earlier.moment && id > earlier.id)
  }

  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// nil of what is no ULID.
  private static func milliseconds(of id: String) -> UInt64? {
    guard id.utf8.count == 26 else { return nil }
    var milliseconds: UInt64 = 0
    for character in id.prefix(10) {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      milliseconds = milliseconds << 5 | UInt64(digit)
    }
    return milliseconds
  }

  public init(milliseconds: UInt64, dice: inout some RandomNumberGenerator) {
    var series = Series()
    self = series.next(milliseconds: milliseconds, dice: &dice)
  }

  private init(milliseconds: UInt64, chance: [Int]) {
    let moment = stride(from: UInt64(45), through: 0, by: -5).map { Int(milliseconds >> $0 & 31) }
    id = String((moment + chance).map { Self.digits[$0] })
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    time =
      "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
