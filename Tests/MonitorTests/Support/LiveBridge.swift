import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import TestSupport

@testable import Monitor

/// A bridge in this process that listens on a loopback port.
struct LiveBridge {
    let port: Int
    let folder: TemporaryFolder

    /// Serves until the body ends.
    ///
    /// - Parameters:
    ///   - configuration: The text of the configuration; the argument is the folder of the test.
    ///   - web: The web configuration file; it lies in a folder with the certificates of the fixtures.
    static func serving(
        _ configuration: (TemporaryFolder) -> String, web: String? = nil, limits: ConnectionLimits = ConnectionLimits(),
        _ body: (LiveBridge) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let port = try await FreePort.next()
        var options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: port)]),
            storagePath: folder.path("data"), executable: BuiltProduct.modelwatch)
        options.web.configurationFile = try web.map { text in
            for name in Fixtures.files(in: "web/tls", ending: "") {
                try FileManager.default.copyItem(
                    at: Fixtures.url("web/tls/\(name)"), to: URL(filePath: folder.path(name)))
            }
            return try folder.write(text, to: "web.yml")
        }
        let bridge = try Bridge(
            configuration: Configuration(text: configuration(folder)), options: options,
            log: LogSettings(level: .error, format: .logfmt))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: .init(services: [try bridge.server(limits: limits)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await Eventually.holds(within: .seconds(20), "it listens") {
                (try? await connect(port).close()) != nil
            }
            try await body(LiveBridge(port: port, folder: folder))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func connect(_ port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port)
            .get()
    }
}
