import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension TextFile {
  /// Changes some lines of a file of the program's own and leaves those that another session has written meanwhile. Where
  /// it cannot be written it stays as it is, and nothing is said.
  ///
  /// - Parameter change: the lines as they are now, without their ends, to those that are to stand there.
  static func change(_ path: String, _ change: ([String]) -> [String]) {
    do { try Folders.make(above: path) } catch { return }
    let turn = waitForTurn(path)
    defer { if turn >= 0 { close(turn) } }
    let old = (read(path) ?? "").split { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    let new = change(old)
    if new != old { replace(path, with: new.map { $0 + "\n" }.joined()) }
  }

  /// One writer at a time, as of people's lines: who waits in vain, or has no locks, goes on without.
  ///
  /// - Returns: what gives the turn back when it is closed; below 0: nothing.
  private static func waitForTurn(_ path: String) -> Int32 {
    for _ in 0..<200 {
      // A pipe in the file's place must not be waited for.
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
      if file < 0 { return file }
      let code = flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
      var status = stat()
      // Whoever had the turn has put another file in this one's place.
      let isCurrent = fstat(file, &status) == 0 && FileIdentity(status) == FileIdentity(path)
      if code == 0 ? isCurrent : code != EWOULDBLOCK && code != EINTR { return file }
      close(file)
      usleep(10_000)
    }
    return -1
  }
}
