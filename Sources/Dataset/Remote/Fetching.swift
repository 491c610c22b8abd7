import Foundation
import Transfers

/// The bounds of one fetch: time, space, and whether it is still wanted. Used by one thread.
struct Fetching {
    /// What messages call the data.
    let path: String
    let maximumBytes: Int
    let deadline: ContinuousClock.Instant
    let cancellation: Cancellation
    /// Where copies go.
    let folder: String
    /// Which folders are wanted; nil for all.
    let window: FolderWindow?
    /// The time from which it reaches back, in nanoseconds since 1970-01-01 UTC.
    let now: Int64
    /// The credentials that were found for earlier fetches.
    let credentials: AWSCredentialCache
    /// Those that are open to the servers of the data.
    let connections = CurlConnections()

    /// The time that is left, at least a millisecond.
    var timeLeft: Duration { max(.milliseconds(1), ContinuousClock.now.duration(to: deadline)) }

    /// A new file for a copy.
    func file() throws(DatasetError) -> NamelessFile {
        guard let file = NamelessFile(in: folder) else {
            throw failure("there is no room for a copy in \(folder): \(unsafe String(cString: strerror(errno)))")
        }
        return file
    }

    /// Makes a call.
    ///
    /// - Parameter file: Where the body of a successful answer goes; nil to keep it in memory.
    func send(_ request: HTTPClientRequest, into file: NamelessFile? = nil) throws(DatasetError) -> HTTPClientResponse {
        var request = request
        request.timeout = timeLeft
        do {
            return try CurlTransfer(request, into: file, cancellation: cancellation, over: connections).perform()
        } catch .cancelled {
            throw .cancelled
        } catch .responseTooLarge(let limit) where file != nil {
            throw .tooLarge(path: path, limit: limit)
        } catch {
            throw failure("\(error)")
        }
    }

    /// A failure for the given reason.
    func failure(_ reason: String) -> DatasetError { .unavailable(path: path, reason: reason) }
}
