import HummingbirdCore
import Logging
import NIOCore

/// A connection that speaks HTTP/1.1 and gives slow clients a limited time.
struct PlainChannel: ServerChildChannel {
    private let base: HTTP1Channel
    private let limits: ConnectionLimits

    init(responder: @escaping HTTPChannelHandler.Responder, limits: ConnectionLimits) {
        base = HTTP1Channel(responder: responder, configuration: limits.http1)
        self.limits = limits
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(RequestDeadlineHandler(limit: limits.head))
        }
        .flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
