import Dataset
import Foundation
import NIOPosix
import Statistics
import Transfers

@testable import Monitor

extension DatasetCopies {
    /// Copies in the system's folder for temporary files.
    static func temporary() -> DatasetCopies {
        DatasetCopies(folder: FileManager.default.temporaryDirectory.path(percentEncoded: false))
    }

    /// Looks on a thread where it may block.
    ///
    /// - Parameter now: Nanoseconds since 1970-01-01 UTC; of no account where all folders count.
    func look(
        _ location: DatasetLocation, at now: Int64 = 0, _ cancellation: Cancellation = Cancellation()
    ) async throws -> DatasetIdentity {
        try await NIOThreadPool.singleton.runIfActive {
            try self.identity(of: location, at: now, cancellation: cancellation)
        }
    }

    /// Opens what the last look found.
    func open(_ location: DatasetLocation, at now: Int64 = 0) async throws -> OpenDataset {
        try await NIOThreadPool.singleton.runIfActive { try OpenDataset(self.contents(of: location, at: now)) }
    }

    /// How many rows there are.
    func rowCount(_ location: DatasetLocation, at now: Int64 = 0) async throws -> Int {
        let dataset = try await open(location, at: now)
        return try await NIOThreadPool.singleton.runIfActive {
            let stream = try dataset.stream(dataset.columns().prefix(1).map(\.name))
            var count = 0
            while let batch = try stream.next() { count += batch.rowCount }
            return count
        }
    }

    /// What people are told of a location that cannot be used.
    func complaint(_ location: DatasetLocation) async throws -> String {
        do {
            _ = try await open(location)
            return "none"
        } catch let error as DatasetError {
            return error.description
        }
    }
}

extension DatasetLocation {
    /// A location as the configuration has it: the keys below `current`.
    static func configured(_ keys: String) throws -> DatasetLocation {
        let text = "models: [{name: m, reference: {path: r.parquet}, current: {\(keys)}}]"
        return try Configuration(text: text).models[0].current
    }
}
