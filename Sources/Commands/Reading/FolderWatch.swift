import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Tells that something below some folders changed: a run that lands, a colleague's flag. Not what: the walk finds out.
struct FolderWatch: ~Copyable {
  /// Below 0 where the system has no more of them.
  private let descriptor: Int32
  /// By the system's numbers: a folder that was removed and made again under its old name has another one.
  private var watched: Set<Int32> = []
  /// Not every change is told: other hosts write into one of the folders too, or the system gave no watch for it.
  private(set) var isDeaf = false

  init() { descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)) }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches these folders too.
  ///
  /// - Returns: whether any of them was not watched before: what changed in it until now went unnoticed.
  mutating func add(_ folders: some Sequence<String>) -> Bool {
    let events = UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    var isAnyNew = false
    let disks = Disks()
    for folder in folders {
      let watch = inotify_add_watch(descriptor, folder, events)
      if watch < 0 {
        // One that is not there, or may not be read, has nothing to tell.
        if ![ENOENT, ENOTDIR, EACCES].contains(errno) { isDeaf = true }
      } else if watched.insert(watch).inserted {
        isAnyNew = true
        isDeaf = isDeaf || disks.isShared(folder)
      }
    }
    return isAnyNew
  }

  /// Waits up to `milliseconds`; true when something changed. Swallows what is waiting, so that one change is told once.
  func changed(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    return true
  }
}
