import Foundation

/// Where this program lies.
enum ExecutableLocation {
    /// The absolute path, which stays right when the working folder changes.
    static func current() throws -> String {
        let link = "/proc/self/exe"
        if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link) { return path }
        return Bundle.main.executableURL?.path ?? CommandLine.arguments[0]
    }
}
