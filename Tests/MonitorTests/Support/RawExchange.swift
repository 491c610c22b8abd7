import NIOCore
import NIOPosix
import Synchronization

/// A connection on which a test writes bytes that no client would send.
enum RawExchange {
    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let received = Mutex(ByteBuffer())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var part = unwrapInboundIn(data)
            received.withLock { _ = $0.writeBuffer(&part) }
        }
    }

    /// Sends parts with pauses, until the server closes; tells all that it said, which is nothing if it only closed.
    static func send(_ parts: [[UInt8]], every pause: Duration = .zero, to port: Int) async throws -> String {
        let collector = Collector()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.pipeline.addHandler(collector) }
            .connect(host: "127.0.0.1", port: port).get()
        for part in parts where channel.isActive {
            try? await channel.writeAndFlush(ByteBuffer(bytes: part))
            if pause > .zero { try await Task.sleep(for: pause) }
        }
        let deadline = channel.eventLoop.scheduleTask(in: .seconds(20)) { channel.close(promise: nil) }
        try? await channel.closeFuture.get()
        deadline.cancel()
        return collector.received.withLock { String(buffer: $0) }
    }
}
