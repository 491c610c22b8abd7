import Foundation
import Testing

/// The drivers that the tests use.
enum ADBCDrivers {
    /// The library of one.
    static func path(_ name: String) throws -> String {
        let packages = Fixtures.packageRoot.appending(path: ".venv/sources/lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(atPath: packages.path())) ?? []
        let file = "site-packages/adbc_driver_\(name)/libadbc_driver_\(name).so"
        let paths = pythons.map { packages.appending(path: "\($0)/\(file)").path() }
        return try #require(
            paths.first(where: FileManager.default.isReadableFile),
            "the ADBC drivers are not installed; run scripts/setup.sh sources, as make test does")
    }

    /// The variable that makes names of drivers known.
    static func makeKnown() throws {
        let folder = URL(filePath: try path("postgresql")).deletingLastPathComponent().deletingLastPathComponent()
        _ = unsafe setenv("MODELWATCH_ADBC_PATH", folder.path(), 1)
    }
}
