/// A text that names no network.
package enum NetworkBlockError: Error, Equatable, CustomStringConvertible {
    case unreadable
    case noLength(address: String)
    case hostBits(network: String, address: String)

    package var description: String {
        switch self {
        case .unreadable: "expected a network such as 10.0.0.0/8 or fd00::/8"
        case .noLength(let address): "expected a network such as 10.0.0.0/8; this address alone is \(address)"
        case .hostBits(let network, let address):
            "it has bits behind the length of the network, which is \(network); this address alone is \(address)"
        }
    }
}
