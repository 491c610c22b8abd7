import Checks
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Looks at the state of servers in the background and keeps what it found for scrapes.
final class ServerStatusService: Service {
    /// Looks at the same time at most: calls for retrainings need the threads more.
    private static let limit = 2

    private struct Key: Hashable {
        let kind: String
        let server: String

        init(_ source: any StatusSource) {
            kind = type(of: source).kind
            server = source.server
        }
    }

    private let configurations: ConfigurationStore
    private let client: HTTPClient
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let statuses = Mutex<[Key: ServerStatus]>([:])

    init(
        configurations: ConfigurationStore, client: HTTPClient, logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.configurations = configurations
        self.client = client
        self.logger = logger
        self.now = now
    }

    /// Looks every second for what is due, since a reload may change that.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for source in self.takeDue() { group.addTask { await self.look(at: source) } }
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// What is known now of the servers of the configuration in force.
    var measurements: [Checks.Measurement] {
        let statuses = statuses.withLock { $0 }
        return sources.flatMap { source in
            let key = Key(source)
            return (statuses[key] ?? ServerStatus())
                .measurements(key.kind, key.server, every: source.interval, at: now())
        }
    }

    private var sources: [any StatusSource] { configurations.current.statusSources(client: client) }

    /// The servers to look at now, who waited longest first; those that are named no more are forgotten.
    private func takeDue() -> [any StatusSource] {
        let sources = sources
        let moment = now()
        return statuses.withLock { statuses in
            let keys = Set(sources.map(Key.init))
            statuses = statuses.filter { keys.contains($0.key) }
            let free = Self.limit - statuses.values.count(where: \.isBusy)
            let due = sources.filter { (statuses[Key($0)] ?? ServerStatus()).isDue(every: $0.interval, at: moment) }
                .sorted { statuses[Key($0)]?.lastLook ?? .distantPast < statuses[Key($1)]?.lastLook ?? .distantPast }
                .prefix(free)
            for source in due { statuses[Key(source), default: ServerStatus()].begin(at: moment) }
            return Array(due)
        }
    }

    private func look(at source: any StatusSource) async {
        do {
            let reading = try await source.read(at: now())
            guard note(reading, of: source) else { return }
            logger.info("Server state is measured", metadata: ["server": "\(source.server)"])
        } catch {
            // The end of this process is no failure of the server.
            guard !Task.isCancelled, note(nil, of: source) else { return }
            logger.warning(
                "Server state cannot be measured", metadata: ["server": "\(source.server)", "error": "\(error)"])
        }
    }

    /// Takes down what a look found; tells whether that is news.
    private func note(_ reading: StatusReading?, of source: any StatusSource) -> Bool {
        statuses.withLock { $0[Key(source)]?.end(reading, at: now()) ?? false }
    }
}
