import Foundation

/// A server beside us whose state is measured now and then.
protocol StatusSource: Sendable {
    /// What kind of server it is, as the label `kind` tells it.
    static var kind: String { get }
    /// The server's address, as the label `server` tells it.
    var server: String { get }
    /// How often it is looked at.
    var interval: Duration { get }

    /// Looks at the server; throws if that does not succeed as a whole.
    func read(at now: Date) async throws -> StatusReading
}
