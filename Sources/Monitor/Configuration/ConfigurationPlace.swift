/// Where something stands in a configuration.
struct ConfigurationPlace: Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named by the user.
    let file: String
    /// The line, counted from 1; nil if it stands in no file.
    let line: Int?
    /// The column, counted from 1.
    let column: Int?

    var description: String {
        guard let line else { return file }
        return "\(file):\(line)"
    }
}

/// Something with the place where it stands.
struct Placed<Value: Sendable>: Sendable {
    let value: Value
    let place: ConfigurationPlace
}
