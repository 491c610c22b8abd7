import CArrowDataset
import Foundation
import Transfers

/// Queries of one database, each over a connection of its own.
struct DatabaseCall {
    /// The driver's library.
    let library: String
    let options: [(name: String, value: String)]
    /// What no message may show.
    let secrets: [String]

    /// Asks whether to go on; lives as long as a call.
    private final class Bounds: Sendable {
        let cancellation: Cancellation
        let deadline: ContinuousClock.Instant

        init(_ fetching: Fetching) {
            cancellation = fetching.cancellation
            deadline = fetching.deadline
        }

        var isOver: Bool { cancellation.isCancelled || ContinuousClock.now >= deadline }
    }

    /// Copies the rows that a query gives.
    func run(_ query: String, _ fetching: Fetching) throws(DatasetError) -> NamelessFile {
        let file = try fetching.file()
        let bounds = Bounds(fetching)
        var outcome = MW_ARROW_QUERY_COMPLETE
        let message = unsafe CStrings(options.flatMap { [$0.name, $0.value] }).withPointers { list in
            unsafe mw_arrow_copy_query(
                library, list, Int64(options.count), query, file.descriptor, Int64(fetching.maximumBytes),
                Self.isOver, Unmanaged.passUnretained(bounds).toOpaque(), &outcome)
        }
        if let message = unsafe message {
            defer { unsafe mw_arrow_free_message(message) }
            throw fetching.failure(masked(unsafe String(cString: message)))
        }
        switch outcome {
        case MW_ARROW_QUERY_TOO_LARGE: throw .tooLarge(path: fetching.path, limit: fetching.maximumBytes)
        case MW_ARROW_QUERY_CANCELLED:
            if fetching.cancellation.isCancelled { throw .cancelled }
            throw fetching.failure("the query took longer than timeout")
        default: return file
        }
    }

    private static let isOver: mw_arrow_cancelled = { context in
        guard let context = unsafe context else { return false }
        return unsafe Unmanaged<Bounds>.fromOpaque(context).takeUnretainedValue().isOver
    }

    /// A driver may repeat what it was given.
    private func masked(_ message: String) -> String {
        let shown = secrets.filter { !$0.isEmpty }.reduce(message) { $0.replacing($1, with: "<secret>") }
        return shown.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
