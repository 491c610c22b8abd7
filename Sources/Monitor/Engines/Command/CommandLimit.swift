import Foundation

/// Something of which a program on this machine may take no more than a limit; the system counts it for each process, and
/// processes for each user.
enum CommandLimit: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    case memory
    case cpuSeconds = "cpu_seconds"
    case openFiles = "open_files"
    case processes
    case fileSize = "file_size"

    /// Whether it is told in bytes.
    var isSize: Bool { self == .memory || self == .fileSize }

    var resource: __rlimit_resource {
        switch self {
        case .memory: RLIMIT_AS
        case .cpuSeconds: RLIMIT_CPU
        case .openFiles: RLIMIT_NOFILE
        case .processes: __RLIMIT_NPROC
        case .fileSize: RLIMIT_FSIZE
        }
    }

    /// What is between the first signal and the one that cannot be ignored.
    var grace: UInt { self == .cpuSeconds ? 5 : 0 }

    /// The signals by which a program may end that goes beyond it; memory is refused, and what follows is the program's.
    var signals: Set<Int32> {
        switch self {
        case .memory: [SIGABRT, SIGBUS, SIGKILL, SIGSEGV]
        case .cpuSeconds: [SIGKILL, SIGXCPU]
        case .fileSize: [SIGXFSZ]
        case .openFiles, .processes: []
        }
    }

    /// What programs say that were refused it: the C library's words, and those of languages and shells.
    var words: [String] {
        switch self {
        case .memory:
            ["Cannot allocate memory", "MemoryError", "bad_alloc", "OutOfMemoryError", "failed to map segment"]
        case .cpuSeconds: ["CPU time limit exceeded"]
        case .openFiles: ["Too many open files"]
        case .processes: ["Resource temporarily unavailable", "Cannot fork", "can't start new thread"]
        case .fileSize: ["File too large", "File size limit exceeded"]
        }
    }
}
