import Foundation
import Synchronization

@testable import Store

/// A disk on which one call of many goes wrong.
final class FaultyDisk: Sendable {
  enum Fault: Sendable {
    /// The call does nothing and answers with this `errno`.
    case error(Int32)
    /// A write takes only so many bytes. Of other calls: nothing goes wrong.
    case short(Int)
    /// The program ends in this call, a write after so many bytes: nothing is done from then on.
    case death(written: Int)
  }

  private struct State {
    var count = 0
    var hasStruck = false
    var isDead = false
    var durable: Int64 = 0
    var hasFolder = false
  }

  private let state = Mutex(State())
  private let at: Int
  private let fault: Fault

  init(at: Int, _ fault: Fault) {
    self.at = at
    self.fault = fault
  }

  /// False when there were fewer calls.
  var hasStruck: Bool { state.withLock { $0.hasStruck } }
  /// How much of the file is on disk; whatever is behind that, a loss of power takes.
  var durable: Int64 { state.withLock { $0.durable } }
  /// True when the folder's list is on disk, and with it a new file's name.
  var hasFolder: Bool { state.withLock { $0.hasFolder } }

  private enum Turn {
    case usual, refused
    case written(Int, dies: Bool)
  }

  private func turn() -> Turn {
    state.withLock { state in
      if state.isDead {
        errno = EIO
        return .refused
      }
      state.count += 1
      guard state.count == at else { return .usual }
      state.hasStruck = true
      switch fault {
      case .error(let code):
        errno = code
        return .refused
      case .short(let count): return .written(count, dies: false)
      case .death(let count):
        state.isDead = true
        errno = EIO
        return .written(count, dies: true)
      }
    }
  }

  private func answer<Number: SignedInteger>(_ call: () -> Number) -> Number {
    switch turn() {
    case .usual, .written(_, dies: false): call()
    case .refused, .written(_, dies: true): -1
    }
  }

  var calls: FileCalls {
    let system = FileCalls.system
    return FileCalls(
      open: { path, flags in self.answer { system.open(path, flags) } }, isRegular: system.isRegular,
      isAt: system.isAt,
      lock: { file in self.answer { system.lock(file) } }, size: { file in self.answer { system.size(file) } },
      place: { file in self.answer { system.place(file) } },
      read: { file, room, from in self.answer { system.read(file, room, from) } }, next: system.next,
      write: { file, bytes in
        switch self.turn() {
        case .usual: return system.write(file, bytes)
        case .refused: return -1
        case .written(let count, let dies):
          let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
          let written = count > 0 ? system.write(file, part) : 0
          return dies ? -1 : written
        }
      },
      sync: { file in
        self.answer {
          let outcome = system.sync(file)
          let size = system.size(file)
          let isFile = system.isRegular(file)
          self.state.withLock { if isFile { $0.durable = size } else { $0.hasFolder = true } }
          return outcome
        }
      }, close: system.close)
  }
}

/// True to whoever asks first.
final class Once: Sendable {
  private let wasAsked = Atomic(false)

  var isFirst: Bool { !wasAsked.exchange(true, ordering: .relaxed) }
}
