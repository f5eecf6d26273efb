import Testing

@testable import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Two hosts that share a disk share no index.
@Suite struct IndexNameTests {
  @Test(arguments: ["ext4", "xfs", "tmpfs", "overlay", "btrfs"])
  func onADiskOfThisMachineThereIsOneIndex(kind: String) {
    #expect(IndexName.name(onDisk: kind, host: "login1") == "index.sqlite")
  }

  @Test(arguments: ["nfs4", "lustre", "gpfs", "fuse.sshfs"]) func onADiskOfManyHostsEachHasItsOwn(kind: String) {
    #expect(IndexName.name(onDisk: kind, host: "login1") == "index-login1.sqlite")
    #expect(IndexName.name(onDisk: kind, host: "login2.cluster") == "index-login2-cluster.sqlite")
  }

  @Test func aHostsNameLeadsToNoOtherFolder() {
    #expect(IndexName.name(onDisk: "nfs", host: "../a\u{1B}b") == "index----a-b.sqlite")
    #expect(IndexName.name(onDisk: "nfs", host: "") == "index-.sqlite")
  }

  @Test func aDiskIsKnownByItsDevice() {
    let disks = Disks(
      """
      36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
      37 35 0:4096 / /home rw - nfs4 server:/home rw,vers=4.2
      a line that is none

      """)
    var status = stat()
    status.st_dev = 98 << 8
    #expect(disks.kind(status) == "ext3")
    status.st_dev = 4096 << 12
    #expect(disks.kind(status) == "nfs4")
    status.st_dev = 1
    #expect(disks.kind(status) == nil)
  }

  /// The folder of processes is on every Linux, and on no other disk.
  @Test func theMountsOfThisMachineAreRead() {
    var status = stat()
    #expect(stat("/proc/self", &status) == 0 && Disks().kind(status) == "proc")
    #expect(!Disks().isShared("/proc/self") && !Disks().isShared("/no/such/folder"))
  }
}
