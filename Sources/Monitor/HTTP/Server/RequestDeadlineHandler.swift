import NIOCore

/// Closes a connection whose next request does not arrive in time, counted from its first byte.
///
/// It stands before the decoder, which shows only complete heads; ``RequestArrivalHandler`` tells it of those.
final class RequestDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    /// The head of a request is complete.
    struct HeadArrived: Sendable {}
    /// A request is complete.
    struct RequestArrived: Sendable {}

    private let limit: TimeAmount
    private var deadline: Scheduled<Void>?
    private var isReadingBody = false

    init(limit: TimeAmount) {
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if deadline == nil, !isReadingBody {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
        }
        context.fireChannelRead(data)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event {
        case is HeadArrived:
            isReadingBody = true
            cancel()
        case is RequestArrived:
            isReadingBody = false
            cancel()
        default:
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        promise?.succeed()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    private func cancel() {
        deadline?.cancel()
        deadline = nil
    }
}
