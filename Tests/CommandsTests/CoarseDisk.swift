import Foundation

/// A small disk whose clock counts seconds, for one test; gone with the value. Only root may have one, and not everywhere.
final class CoarseDisk {
  let path: String
  private let folder: String

  static let isPossible = geteuid() == 0 && (try? CoarseDisk()) != nil

  private struct Refused: Error {}

  init() throws {
    folder = NSTemporaryDirectory() + "vane-" + UUID().uuidString
    path = folder + "/disk"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let image = folder + "/image"
    // Inodes of 128 bytes have no room for parts of seconds.
    guard Tracer.works("truncate", "-s", "8M", image), Tracer.works("mkfs.ext4", "-q", "-F", "-I", "128", image),
      Tracer.works("mount", "-o", "loop", image, path)
    else {
      try? FileManager.default.removeItem(atPath: folder)
      throw Refused()
    }
  }

  deinit {
    // What could not be taken off is not removed: it would be emptied instead.
    if Tracer.works("umount", "-l", path) { try? FileManager.default.removeItem(atPath: folder) }
  }
}
