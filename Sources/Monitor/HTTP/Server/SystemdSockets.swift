import Foundation

/// The sockets that systemd hands to a service, as sd_listen_fds(3) describes.
enum SystemdSockets {
    private static let first: Int32 = 3

    /// The descriptors meant for this process.
    ///
    /// - Throws: ``ListenError/noSystemdSockets`` if there are none.
    static func inherited(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        process: Int32 = ProcessInfo.processInfo.processIdentifier
    ) throws -> [ListenSocket] {
        guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == process,
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...1024).contains(count)
        else { throw ListenError.noSystemdSockets }
        let descriptors = first..<(first + count)
        // Programs that we start must not hold the sockets open.
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return descriptors.map { .inherited($0) }
    }
}
