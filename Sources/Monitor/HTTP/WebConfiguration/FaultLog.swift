import Logging
import Synchronization

/// Tells a fault that lasts once, and when it is gone.
final class FaultLog: Sendable {
    private let logger: Logger
    private let fault: Logger.Message
    private let recovery: Logger.Message
    private let file: String
    private let last = Mutex<String?>(nil)

    /// - Parameters:
    ///   - fault: What it means that the file is broken.
    ///   - recovery: What it means that the file is good again.
    init(_ file: String, fault: Logger.Message, recovery: Logger.Message, logger: Logger) {
        self.file = file
        self.fault = fault
        self.recovery = recovery
        self.logger = logger
    }

    /// Notes how it is now.
    ///
    /// - Parameter error: What is wrong; nil if nothing is.
    func note(_ error: (any Error)?) {
        let description = error.map { "\($0)" }
        let before = last.withLock { last in
            defer { last = description }
            return last
        }
        guard before != description else { return }
        if let description {
            logger.error(fault, metadata: ["file": "\(file)", "error": "\(description)"])
        } else {
            logger.notice(recovery, metadata: ["file": "\(file)"])
        }
    }
}
