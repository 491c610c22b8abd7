import NIOCore
import NIOPosix

/// A server that answers every connection with the same bytes, whether they are HTTP or not.
final class RawServer {
    /// What happens after the bytes.
    enum Ending: Sendable {
        case closes
        /// Nothing more comes.
        case hangs
    }

    private let channel: any Channel
    /// The URL of the server.
    let url: String

    init(_ answer: String, then ending: Ending = .closes) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(answer: answer, ending: ending))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"
    }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let answer: String
        private let ending: Ending

        init(answer: String, ending: Ending) {
            self.answer = answer
            self.ending = ending
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
            if ending == .closes { context.close(promise: nil) }
        }
    }
}
