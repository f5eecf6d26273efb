import Foundation
import Testing

/// A program that was started. Not Foundation's `Process`, which now and then waits for ever for one that was killed.
struct Child {
  let process: pid_t

  /// - Parameter streams: where it reads from and writes to.
  init(
    _ words: [String], _ environment: [String: String], streams: (inout posix_spawn_file_actions_t) -> Void
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    streams(&actions)
    // The threads that run tests hold signals back, and their children would too.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var (argv, envp) = (words.map { strdup($0) } + [nil], variables.map { strdup($0) } + [nil])
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, words[0], &actions, &attributes, &argv, &envp) == 0)
    self.process = process
  }

  /// What it ended with, or the number of the signal that killed it.
  func waitForEnd() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
  }
}
