import Checks
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Replaces the configuration in force: when told by SIGHUP or a request, or when a file changed.
///
/// A configuration is read, validated and put in force as a whole by one thread, so reloads come one after the other.
final class ConfigurationReloader: Service {
    private let store: ConfigurationStore
    private let reader: ConfigurationReader
    private let roles: [any ReloadableRole]
    private let options: ReloadOptions
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let state: Mutex<State>

    private struct State {
        var status: ReloadStatus
        /// What the files were at the last attempt; nil if that is not known.
        var fingerprint: String?
    }

    init(
        _ store: ConfigurationStore, reader: ConfigurationReader, roles: [any ReloadableRole], options: ReloadOptions,
        logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.reader = reader
        self.roles = roles
        self.options = options
        self.logger = logger
        self.now = now
        let current = store.current
        state = Mutex(
            State(status: ReloadStatus(current, at: now()), fingerprint: reader.fingerprint(ifStill: current)))
    }

    /// Follows signals and files until the process is told to stop.
    func run() async throws {
        thread.start()
        for problem in store.current.modelsFiles.compactMap(\.problem) { report(problem) }
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in signals.cancelOnGracefulShutdown() { _ = try? await self.reload() }
            }
            if let interval = options.autoReloadInterval {
                group.addTask { await Ticker.run(every: interval) { await self.reloadIfChanged() } }
            }
        }
        try await gracefulShutdown()
        try await thread.shutdownGracefully()
    }

    /// Reads the configuration and puts it in force; tells what changed.
    ///
    /// - Throws: What stands against it; ``ReloadError/incomplete(_:)`` if only a part of it is in force now.
    func reload() async throws -> ConfigurationChange {
        try await onThread { try self.readAndApply() }
    }

    private func reloadIfChanged() async {
        _ = try? await onThread {
            let found = self.reader.fingerprint(of: self.store.current)
            let known = self.state.withLock { $0.fingerprint }
            if found != known { _ = try self.readAndApply() }
        }
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            return try await thread.runIfActive(body)
        } catch is CancellationError {
            throw ReloadError.shuttingDown
        }
    }

    private func readAndApply() throws -> ConfigurationChange {
        let old = store.current
        let before = reader.fingerprint(of: old)
        do {
            let new = try reader.read(keeping: old)
            for role in roles { try role.check(new, replacing: old) }
            store.replace(with: new)
            for role in roles { role.apply(new) }
            note(new, fingerprint: reader.fingerprint(ifStill: new))
            return try reported(ConfigurationChange(from: old, to: new))
        } catch let error as ReloadError where error.isIncomplete {
            throw error
        } catch {
            state.withLock { $0 = State(status: $0.status.failed(error), fingerprint: before) }
            logger.error(
                "the configuration is refused, the last good one stays in force", metadata: ["error": "\(error)"])
            throw error
        }
    }

    private func note(_ configuration: Configuration, fingerprint: String?) {
        state.withLock { state in
            let status = ReloadStatus(configuration, after: state.status, at: now())
            state = State(status: status, fingerprint: fingerprint)
        }
    }

    private func reported(_ change: ConfigurationChange) throws -> ConfigurationChange {
        logger.info(
            change.isEmpty ? "configuration reloaded, nothing changed" : "configuration reloaded",
            metadata: change.metadata)
        for problem in change.problems { report(problem) }
        guard change.problems.isEmpty else { throw ReloadError.incomplete(change) }
        return change
    }

    private func report(_ problem: InvalidConfiguration) {
        logger.error(
            "a file of models_files is refused, its models stay as they were", metadata: ["error": "\(problem)"])
    }
}

extension ConfigurationReloader {
    /// The configuration in force.
    var current: Configuration { store.current }

    /// The samples about it.
    var measurements: [Checks.Measurement] {
        state.withLock { $0.status }.measurements
    }
}
