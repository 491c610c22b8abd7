import Foundation
import Logging

/// Writes one line to standard error for each message.
struct LineLogHandler: LogHandler {
    /// The messages that are written.
    var logLevel: Logger.Level
    /// What is written with every message.
    var metadata: Logger.Metadata = [:]
    private let format: LogFormat

    /// Creates a handler.
    init(level: Logger.Level, format: LogFormat) {
        logLevel = level
        self.format = format
    }

    /// One entry of the metadata.
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a message.
    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let fields =
            [
                ("time", Timestamp.text(Date())), ("level", event.level.rawValue.uppercased()),
                ("msg", event.message.description),
            ] + all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        // A line that cannot be written, as on a full disk, is lost: `write(_:)` would end the process over it.
        try? FileHandle.standardError.write(contentsOf: Data((format.line(fields) + "\n").utf8))
    }
}
