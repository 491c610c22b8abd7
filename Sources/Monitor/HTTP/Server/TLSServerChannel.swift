import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection that begins with TLS, as the web configuration file has it at that moment, and goes on with the
/// version of HTTP that both sides agree on.
struct TLSServerChannel: ServerChildChannel {
    /// What the handshake led to.
    enum Connection: Sendable {
        case http1(HTTP1Channel.Value)
        case http2(HTTP2Channel.Value)
    }

    /// A connection whose handshake may still be going on.
    struct Value: ServerChildChannelValue {
        let connection: EventLoopFuture<Connection>
        let channel: any Channel
    }

    private let file: WebConfigurationFile
    private let http1: PlainChannel
    private let http2: HTTP2Channel
    private let limits: ConnectionLimits
    private let faults: FaultLog

    init(
        _ file: WebConfigurationFile, responder: @escaping HTTPChannelHandler.Responder, limits: ConnectionLimits,
        logger: Logger
    ) {
        faults = FaultLog(
            file.path,
            fault: "no connection can be accepted until the web configuration and its certificates are in order",
            recovery: "connections are accepted again", logger: logger)
        self.file = file
        http1 = PlainChannel(responder: responder, limits: limits)
        http2 = HTTP2Channel(responder: responder, configuration: limits.http2)
        self.limits = limits
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(file.tls().handler())
            faults.note(nil)
            try pipeline.addHandler(HandshakeDeadlineHandler(limit: limits.head))
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Connection> { result in
                negotiated(result, on: channel, logger: logger)
            }
            try pipeline.addHandler(negotiation)
            return Value(connection: negotiation.protocolNegotiationResult, channel: channel)
        }
        .flatMapErrorThrowing { error in
            faults.note(error)
            // The bootstrap would leave the client waiting.
            channel.close(promise: nil)
            throw error
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.connection.get() {
            case .http1(let connection): await http1.handle(value: connection, logger: logger)
            case .http2(let connection): await http2.handle(value: connection, logger: logger)
            }
        } catch {
            logger.debug("A handshake failed", metadata: ["error": "\(error)"])
        }
    }

    private func negotiated(
        _ result: ALPNResult, on channel: any Channel, logger: Logger
    ) -> EventLoopFuture<Connection> {
        switch result {
        case .negotiated("h2"): http2.setup(channel: channel, logger: logger).map { .http2($0) }
        // A client may name no protocol; others than ours are never agreed on.
        case .negotiated, .fallback: http1.setup(channel: channel, logger: logger).map { .http1($0) }
        }
    }
}
