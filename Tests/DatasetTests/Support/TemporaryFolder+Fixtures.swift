import Foundation
import TestSupport

extension TemporaryFolder {
    /// Puts a copy of a fixture in place of whatever has the name, and tells its path.
    @discardableResult
    func copy(_ fixture: String, to name: String) throws -> String {
        try Data(contentsOf: FormatFixtures.folder.appending(path: fixture))
            .write(to: url.appending(path: name), options: .atomic)
        return path(name)
    }
}
