import Foundation

/// Finds the libraries of ADBC drivers.
enum ADBCDriver {
    /// Folders in which drivers are, separated by colons.
    static let variable = "MODELWATCH_ADBC_PATH"
    /// Where packages put libraries.
    private static let standardFolders = [
        "/usr/local/lib/modelwatch", "/usr/local/lib", "/usr/lib/modelwatch", "/usr/lib",
    ]

    /// The library of a driver; a path stands for itself. Nil if there is none.
    static func path(
        _ driver: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String? {
        if driver.contains("/") { return driver }
        let folders = (environment[variable] ?? "").split(separator: ":").map(String.init) + standardFolders
        let file = "libadbc_driver_\(driver).so"
        // Python's packages have a folder for each driver.
        let places = folders.flatMap { ["\($0)/\(file)", "\($0)/adbc_driver_\(driver)/\(file)"] }
        return places.first { FileManager.default.isReadableFile(atPath: $0) }
    }
}
