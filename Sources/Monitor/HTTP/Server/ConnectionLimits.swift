import HummingbirdCore
import HummingbirdHTTP2
import NIOCore

/// How long clients may take, and how much they may send.
struct ConnectionLimits: Sendable {
    /// For the TLS handshake, and for the head of a request from its first byte on.
    var head: TimeAmount = .seconds(10)
    /// For the body of a request.
    var body: TimeAmount = .seconds(30)
    /// Between two requests; longer than the usual intervals of scrapes, which keep their connections.
    var idle: TimeAmount = .seconds(300)
    /// All headers of a request together, in bytes.
    var headerBytes = 64 << 10
    /// How long requests in progress may take once the process is told to stop.
    var drain: Duration = .seconds(30)

    var http1: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestArrivalHandler(limit: body)], idleTimeout: idle,
            httpDecoderConfiguration: .init(maxHeaderFieldSize: headerBytes, maxHeaderListSize: headerBytes))
    }

    var http2: HTTP2Channel.Configuration {
        HTTP2Channel.Configuration(
            idleTimeout: .nanoseconds(idle.nanoseconds), gracefulCloseTimeout: drain, streamConfiguration: http1)
    }
}
