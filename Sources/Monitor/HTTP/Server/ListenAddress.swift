import NIOCore

/// Where a server listens: `host:port`, `[::1]:port`, or `:port` for every address of the machine.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or address, without brackets; empty for every address of the machine.
    public let host: String
    /// 0 takes a free one.
    public let port: Int

    /// Where an exporter listens if nothing is said.
    public static let exporter = ListenAddress(host: "127.0.0.1", port: 8000)
    /// Where a bridge listens if nothing is said.
    public static let bridge = ListenAddress(host: "127.0.0.1", port: 5080)

    /// Makes an address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads an address; nil if it has no port.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        self.init(host: text[..<colon].filter { $0 != "[" && $0 != "]" }, port: Int(port))
    }

    /// The address of a socket; nil for one that is not of the internet.
    init?(_ address: SocketAddress) {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        self.init(host: host, port: port)
    }

    /// The address as it is written on a command line.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether only this machine can reach it; a name such as 127.example.org does not count.
    var isLoopback: Bool {
        if host == "localhost" { return true }
        let address = try? SocketAddress(ipAddress: host, port: port)
        return switch address {
        case .v4?: host.hasPrefix("127.")
        case .v6?: address?.ipAddress == "::1"
        case .unixDomainSocket?, nil: false
        }
    }
}
