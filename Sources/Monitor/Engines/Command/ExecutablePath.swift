import Foundation

/// Finds programs.
enum ExecutablePath {
    /// The path of a program; a bare name is looked up in `PATH`. Nil if there is none that can be executed.
    static func find(_ program: String) -> String? {
        if program.contains("/") { return isExecutable(program) ? program : nil }
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(program)" }.first(where: isExecutable)
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return exists && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
    }
}
