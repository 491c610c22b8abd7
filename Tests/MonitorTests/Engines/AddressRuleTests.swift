import Testing

@testable import Transfers

struct AddressRuleTests {
    @Test(arguments: [
        "169.254.169.254", "169.254.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fe80::1", "febf::1",
        "fd00:ec2::254", "fd20:ce::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
        "::169.254.169.254",
    ])
    func `addresses of metadata are denied by both rules`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!AddressRule.noMetadata.allows(address))
        #expect(!AddressRule.publicOnly.allows(address))
        #expect(AddressRule.any.allows(address))
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "100.127.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fdff::1", "fec0::1",
        "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:c0a8:101::1",
    ])
    func `private addresses are denied by one rule`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(AddressRule.noMetadata.allows(address))
        #expect(!AddressRule.publicOnly.allows(address))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.1", "100.63.255.255",
        "100.128.0.1", "169.253.255.255", "169.255.0.0", "192.167.255.255", "223.255.255.255", "2606:4700::1111",
        "::ffff:8.8.8.8", "fbff::1", "2002:808:808::1",
    ])
    func `public addresses are allowed`(text: String) throws {
        #expect(AddressRule.publicOnly.allows(try #require(NetworkAddress(text))))
    }
}
