import Hummingbird
import Transfers

/// From where requests of one kind are taken.
struct NetworkRule: Sendable, Equatable {
    /// The key that the networks stand under.
    let key: String
    /// None for everywhere.
    let networks: [NetworkBlock]

    /// What a sender is told of whom nothing is taken; nil for others.
    ///
    /// - Parameter peer: The other end of the connection; nil if that has no IP address.
    func refusal(of peer: NetworkAddress?) -> String? {
        let address = peer?.unmapped
        let isWithin = address.map { address in networks.contains { $0.contains(address) } } ?? false
        guard !networks.isEmpty, !isWithin else { return nil }
        let sender = address?.description ?? "a sender without an IP address"
        return "nothing is taken from \(sender): it is in no network of \(key)"
    }

    /// Throws 403 with what the sender of the request in progress is told, if it is not taken.
    func check() throws(HTTPError) {
        if let refusal = refusal(of: RequestPeer.address) { throw HTTPError(.forbidden, message: refusal) }
    }
}
