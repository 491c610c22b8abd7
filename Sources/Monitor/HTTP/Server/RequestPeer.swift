import NIOCore
import Transfers

/// Who sent the request in progress: the other end of its connection, whatever its headers say.
///
/// It goes with the task, since people are recognized far below the handlers of their requests.
enum RequestPeer {
    /// Nil outside requests, and for one that came over a socket of another kind.
    @TaskLocal static var address: NetworkAddress?

    /// The other end of a connection, or of the one that a stream is part of.
    static func address(of channel: any Channel) -> NetworkAddress? {
        channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
    }
}
