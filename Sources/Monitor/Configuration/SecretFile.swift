import Foundation
import Transfers

/// A file that a `*_file` key names.
struct SecretFile: Sendable, Equatable {
    let key: String
    let path: String
    let place: ConfigurationPlace

    /// The mistake that it cannot be read now; nil if it can.
    var problem: ConfigurationError? {
        guard (try? Secret.file(path).read()) == nil else { return nil }
        return ConfigurationError(
            file: place.file, line: place.line, column: place.column,
            problem: .invalidValue(key: key, message: "names a file that cannot be read: \(path)"))
    }
}
