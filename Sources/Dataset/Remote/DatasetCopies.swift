import Foundation
import Synchronization
public import Transfers

/// Fetches data from elsewhere, and keeps what was fetched until it has changed there.
///
/// Copies have no names and are gone with the process. Each location has one, however many models use it.
public final class DatasetCopies: Sendable {
    private let folder: String
    private let credentials = AWSCredentialCache()
    private let slots = Mutex<[DatasetLocation: Slot]>([:])

    /// One location: who comes second waits for what the first fetches.
    private final class Slot: Sendable {
        struct State {
            var copy: RemoteCopy?
            /// Why the last look failed; nil if it did not.
            var failure: DatasetError?
        }

        let state = Mutex(State())
    }

    /// - Parameter folder: Where copies go.
    public init(folder: String) {
        self.folder = folder
        // Each part of a copy is an open file.
        OpenFileLimit.raise()
    }

    /// Looks at a location, and fetches what changed since the last look. Blocks.
    ///
    /// - Parameter now: The time of the evaluation that is to follow, for which folders are chosen, in nanoseconds since
    ///   1970-01-01 UTC.
    /// - Throws: ``DatasetError``; until the next look the same is the outcome of ``contents(of:at:cancellation:)``.
    public func identity(
        of location: DatasetLocation, at now: Int64, cancellation: Cancellation = Cancellation()
    ) throws(DatasetError) -> DatasetIdentity {
        guard let source = location.source.remote else {
            return try local(location, now).identity
        }
        return try slot(of: location).state.withLock { state throws(DatasetError) in
            do throws(DatasetError) {
                let copy = try source.fetch(after: state.copy, with: fetching(location, now, cancellation))
                state.copy = copy
                state.failure = nil
                return copy.identity
            } catch {
                // That somebody gave up is no fault of the data, which others look at, too.
                if !cancellation.isCancelled { state.failure = error }
                throw error
            }
        }
    }

    /// What the last look found; looks where there was none, or where it left out what is needed by now. Blocks.
    ///
    /// - Parameter now: The time of the evaluation, for which folders are chosen, in nanoseconds since 1970-01-01 UTC.
    public func contents(
        of location: DatasetLocation, at now: Int64, cancellation: Cancellation = Cancellation()
    ) throws(DatasetError) -> DatasetContents {
        guard let source = location.source.remote else { return try local(location, now) }
        return try slot(of: location).state.withLock { state throws(DatasetError) in
            if let failure = state.failure { throw failure }
            if let copy = state.copy, copy.covers(location.folders, below: source.folder, at: now) {
                return DatasetContents(copy, of: location, now: now)
            }
            let copy = try source.fetch(after: state.copy, with: fetching(location, now, cancellation))
            state.copy = copy
            return DatasetContents(copy, of: location, now: now)
        }
    }

    /// Lets go of copies of other locations than these. Who reads one of them now keeps it until the end.
    public func keep(only locations: Set<DatasetLocation>) {
        slots.withLock { slots in slots = slots.filter { locations.contains($0.key) } }
    }

    private func local(_ location: DatasetLocation, _ now: Int64) throws(DatasetError) -> DatasetContents {
        guard case .files(let path) = location.source else { preconditionFailure("fetched") }
        return try DatasetContents(location, path: path, now: now)
    }

    private func slot(of location: DatasetLocation) -> Slot {
        slots.withLock { slots in
            let slot = slots[location] ?? Slot()
            slots[location] = slot
            return slot
        }
    }

    private func fetching(
        _ location: DatasetLocation, _ now: Int64, _ cancellation: Cancellation
    ) -> Fetching {
        Fetching(
            path: location.path, maximumBytes: location.maximumBytes, deadline: .now + location.timeout,
            cancellation: cancellation, folder: folder, window: location.folders, now: now, credentials: credentials)
    }
}
