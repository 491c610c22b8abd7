import Testing

@testable import Monitor
@testable import Transfers

/// Which addresses a list of networks holds, and what is said of a list that names none.
struct NetworkRuleTests {
    /// An address, and whether the list takes it.
    struct Case: Sendable, CustomTestStringConvertible {
        let networks: [String]
        let address: String
        let isTaken: Bool

        var testDescription: String { "\(address) and \(networks)" }
    }

    static let cases: [Case] = [
        ([], ["127.0.0.1", "8.8.8.8", "::1"], []),
        (["10.0.0.0/8"], ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], ["9.255.255.255", "11.0.0.0", "::1"]),
        (["10.32.0.0/11"], ["10.32.0.0", "10.63.255.255"], ["10.31.255.255", "10.64.0.0"]),
        (["192.0.2.7/32"], ["192.0.2.7", "::ffff:c000:207"], ["192.0.2.6", "192.0.2.8"]),
        (["192.0.2.6/31"], ["192.0.2.6", "192.0.2.7"], ["192.0.2.5", "192.0.2.8"]),
        (["0.0.0.0/0"], ["8.8.8.8", "::ffff:8.8.8.8"], ["::1", "fe80::1"]),
        (["::/0"], ["::1", "2001:db8::1"], ["8.8.8.8", "::ffff:8.8.8.8"]),
        (["::1/128"], ["::1"], ["::", "::2", "127.0.0.1", "::ffff:0.0.0.1"]),
        (["fd00::/8"], ["fd00::1", "fdff:ffff::"], ["fc00::1", "fe00::1"]),
        (["2001:db8:0:8000::/49"], ["2001:db8:0:8000::", "2001:db8:0:ffff::1"], ["2001:db8:0:7fff::1"]),
        (["::ffff:10.0.0.0/104"], ["10.1.2.3", "::ffff:10.1.2.3"], ["11.0.0.0", "::1"]),
        (["::ffff:0:0/96"], ["8.8.8.8"], ["::1"]),
        // What only stands for an IPv4 address elsewhere is none of a connection.
        (["10.0.0.0/8"], [], ["64:ff9b::a01:203", "2002:a01:203::1", "::10.1.2.3"]),
        (["10.0.0.0/8", "::1/128"], ["10.0.0.1", "::1"], ["127.0.0.1"]),
    ]
    .flatMap { entry in
        let (networks, taken, others) = entry
        return taken.map { Case(networks: networks, address: $0, isTaken: true) }
            + others.map { Case(networks: networks, address: $0, isTaken: false) }
    }

    private func rule(_ networks: [String]) throws -> NetworkRule {
        NetworkRule(key: "bridge.delivery_networks", networks: try networks.map { try NetworkBlock($0) })
    }

    @Test(arguments: cases)
    func `an address is taken if a network of the list holds it`(entry: Case) throws {
        let address = try #require(NetworkAddress(entry.address))
        #expect((try rule(entry.networks).refusal(of: address) == nil) == entry.isTaken)
    }

    @Test func `a refusal names the address and the key`() throws {
        let rule = try rule(["10.0.0.0/8"])
        let expected = "nothing is taken from 192.0.2.7: it is in no network of bridge.delivery_networks"
        #expect(rule.refusal(of: NetworkAddress("::ffff:192.0.2.7")) == expected)
        #expect(rule.refusal(of: nil)?.contains("a sender without an IP address") == true)
        #expect(try self.rule([]).refusal(of: nil) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8"), ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"), ("FD00:0::/8", "fd00::/8"),
        ("2001:db8:0:0:1:0:0:0/80", "2001:db8:0:0:1::/80"), ("::ffff:192.0.2.7/128", "192.0.2.7/32"),
        ("1:0:2:3:4:5:6:7/128", "1:0:2:3:4:5:6:7/128"),
    ])
    func `a network is written in the usual notation`(text: String, expected: String) throws {
        #expect(try NetworkBlock(text).description == expected)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0/8",
        "010.0.0.0/8", "10.0.0.0/255.0.0.0", "localhost/8", "fe80::1%eth0/128", "10.0.0.0/99999999999999999999", "*",
    ])
    func `what is no network is refused`(text: String) {
        #expect(throws: NetworkBlockError.unreadable) { try NetworkBlock(text) }
    }

    @Test(arguments: [
        ("10.1.2.3/8", NetworkBlockError.hostBits(network: "10.0.0.0/8", address: "10.1.2.3/32")),
        ("10.0.0.1/31", .hostBits(network: "10.0.0.0/31", address: "10.0.0.1/32")),
        ("fd00::1/8", .hostBits(network: "fd00::/8", address: "fd00::1/128")),
        ("::ffff:10.1.2.3/104", .hostBits(network: "10.0.0.0/8", address: "10.1.2.3/32")),
        ("10.1.2.3", .noLength(address: "10.1.2.3/32")), ("::1", .noLength(address: "::1/128")),
    ])
    func `an address in place of a network is answered with both`(text: String, expected: NetworkBlockError) {
        #expect(throws: expected) { try NetworkBlock(text) }
    }
}
