import Testing

@testable import Store

/// Two hosts that share a disk share no index.
@Suite struct IndexNameTests {
  @Test func onADiskOfThisMachineThereIsOneIndex() throws {
    let folder = try TemporaryFolder()
    #expect(IndexName.name(in: folder.path) == "index.sqlite")
    #expect(IndexName.name(onDisk: 0xEF53, host: "login1") == "index.sqlite", "ext4")
  }

  @Test(arguments: [0x6969, 0x0BD0_0BD0, 0x4750_4653, 0x6573_5546] as [UInt32])
  func onADiskOfManyHostsEachHasItsOwn(type: UInt32) {
    #expect(IndexName.name(onDisk: type, host: "login1") == "index-login1.sqlite")
    #expect(IndexName.name(onDisk: type, host: "login2.cluster") == "index-login2-cluster.sqlite")
  }

  @Test func aHostsNameLeadsToNoOtherFolder() {
    #expect(IndexName.name(onDisk: 0x6969, host: "../a\u{1B}b") == "index----a-b.sqlite")
    #expect(IndexName.name(onDisk: 0x6969, host: "") == "index-.sqlite")
  }
}
