/// Every mistake found in a configuration file, in the order of their places.
public struct InvalidConfiguration: Error, Equatable, CustomStringConvertible {
    /// The mistakes; never empty.
    public let errors: [ConfigurationError]

    /// Whether every mistake was typed rather than read.
    public var isOfCommandLine: Bool { errors.allSatisfy { $0.file == ConfigurationError.commandLine } }

    /// One line for each mistake.
    public var description: String {
        errors.map(\.description.printable).joined(separator: "\n")
    }
}
