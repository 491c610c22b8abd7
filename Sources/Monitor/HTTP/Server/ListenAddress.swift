/// Where a server listens: `host:port`, `[::1]:port`, or `:port` for every address of the machine.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or address, without brackets.
    public let host: String
    /// 0 takes a free one.
    public let port: Int

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
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        self.init(host: host.isEmpty ? "0.0.0.0" : host, port: Int(port))
    }

    /// The address as it is written on a command line.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether only this machine can reach it.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
