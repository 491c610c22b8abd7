import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// Accepts connections on one socket until the process is told to stop, then lets requests in progress end.
struct Listener: Service {
    /// Many senders may come at once after an outage.
    private static let backlog: Int32 = 4096
    private static let eventLoops = MultiThreadedEventLoopGroup.singleton

    let socket: ListenSocket
    let channel: any ServerChildChannel
    let limits: ConnectionLimits
    let scheme: ListenerScheme
    let logger: Logger

    func run() async throws {
        try await serve(channel)
    }

    private func serve<Child: ServerChildChannel>(_ child: Child) async throws {
        let quiescing = ServerQuiescingHelper(group: Self.eventLoops)
        let server = try await ListenError.explaining(socket) { try await bind(child, quiescing) }
        announce(server.channel)
        await withGracefulShutdownHandler {
            await accept(server, child)
        } onGracefulShutdown: {
            quiescing.initiateShutdown(promise: nil)
        }
    }

    private func bind<Child: ServerChildChannel>(
        _ child: Child, _ quiescing: ServerQuiescingHelper
    ) async throws -> NIOAsyncChannel<Child.Value, Never> {
        let bootstrap = ServerBootstrap(group: Self.eventLoops)
            .serverChannelOption(ChannelOptions.backlog, value: Self.backlog)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: server))
                }
            }
        return switch socket {
        case .address(let address): try await bind(bootstrap, to: address, child)
        case .inherited(let descriptor):
            try await bootstrap.bind(descriptor) { child.setup(channel: $0, logger: logger) }
        }
    }

    /// Every address are those of IPv6 and, through them, of IPv4; or those of IPv4 alone where there is no other.
    private func bind<Child: ServerChildChannel>(
        _ bootstrap: sending ServerBootstrap, to address: ListenAddress, _ child: Child
    ) async throws -> NIOAsyncChannel<Child.Value, Never> {
        let setup = { @Sendable (channel: any Channel) in child.setup(channel: channel, logger: logger) }
        let isEverywhere = address.host.isEmpty
        do {
            return try await bootstrap.bind(
                host: isEverywhere ? "::" : address.host, port: address.port, childChannelInitializer: setup)
        } catch let error as IOError where isEverywhere && [EAFNOSUPPORT, EADDRNOTAVAIL].contains(error.errnoCode) {
            return try await bootstrap.bind(host: "0.0.0.0", port: address.port, childChannelInitializer: setup)
        }
    }

    /// Ends when the socket is closed and the requests in progress are answered, or the time for them is over.
    private func accept<Child: ServerChildChannel>(
        _ server: NIOAsyncChannel<Child.Value, Never>, _ child: Child
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await serveConnections(of: server, child) }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: limits.drain)
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func serveConnections<Child: ServerChildChannel>(
        of server: NIOAsyncChannel<Child.Value, Never>, _ child: Child
    ) async {
        await withDiscardingTaskGroup { group in
            do {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        group.addTask { await serve(connection, child) }
                    }
                }
            } catch is CancellationError {
                // What ends the process has a message of its own.
            } catch {
                logger.error("The listening socket failed", metadata: ["error": "\(error)"])
            }
        }
    }

    private func serve<Child: ServerChildChannel>(_ connection: Child.Value, _ child: Child) async {
        await withTaskCancellationHandler {
            await child.handle(value: connection, logger: logger)
        } onCancel: {
            connection.channel.close(promise: nil)
        }
    }

    private func announce(_ server: any Channel) {
        let address = server.localAddress.flatMap { ListenAddress($0) }?.description ?? socket.description
        logger.info("Listening on", metadata: ["address": "\(address)"])
        logger.info(
            scheme.announcement, metadata: ["http2": "\(scheme.offersHTTP2)", "address": "\(address)"])
    }
}
