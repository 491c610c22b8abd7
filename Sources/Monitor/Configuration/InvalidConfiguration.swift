/// Every mistake found in a configuration file, in the order of their places.
public struct InvalidConfiguration: Error, Equatable, CustomStringConvertible {
    /// The mistakes; never empty.
    public let errors: [ConfigurationError]

    /// One line for each mistake.
    public var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}
