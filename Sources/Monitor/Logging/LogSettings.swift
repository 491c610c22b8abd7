import Logging

/// How much is logged, and in which format.
public struct LogSettings: Sendable {
    /// The least severe messages that are logged.
    public enum Level: String, Sendable, CaseIterable {
        case debug
        case info
        case warn
        case error
    }

    private let level: Level
    private let format: LogFormat

    /// Creates settings.
    public init(level: Level, format: LogFormat) {
        self.level = level
        self.format = format
    }

    /// A logger for one role.
    func logger(_ label: String) -> Logger {
        let level: Logger.Level =
            switch level {
            case .debug: .debug
            case .info: .info
            case .warn: .warning
            case .error: .error
            }
        return Logger(label: label) { _ in LineLogHandler(level: level, format: format) }
    }
}
