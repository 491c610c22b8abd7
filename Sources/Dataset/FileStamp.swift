import Foundation

/// What tells whether a file may have changed: its identity, size and times.
package struct FileStamp: Sendable, Equatable {
    private let identity: FileIdentity
    private let size: Int64
    private let modified: Duration
    private let changed: Duration

    /// The stamp as it is now; nil if there is no such file.
    package init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        identity = FileIdentity(status)
        size = Int64(status.st_size)
        modified = Self.duration(status.st_mtim)
        changed = Self.duration(status.st_ctim)
    }

    /// Whether the file had been left alone for a while before a moment, so that another write shows in its times.
    ///
    /// - Parameter moment: Time since 1970-01-01 UTC.
    package func isSettled(at moment: Duration) -> Bool {
        changed + .milliseconds(100) < moment
    }

    private static func duration(_ time: timespec) -> Duration {
        .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
