import Foundation
import GRDB

extension BridgeStore {
    /// Opens a file that is there, also beside a running bridge, and never changes it.
    init(reading path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw AuditReport.Missing(path: path) }
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(path: path, configuration: configuration)
    }
}
