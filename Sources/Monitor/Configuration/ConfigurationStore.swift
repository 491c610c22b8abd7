import Synchronization

/// The configuration in force, which a reload replaces as a whole.
///
/// Ask for it where it is used, not once at the start; what belongs together is taken from one ``current``.
public final class ConfigurationStore: Sendable {
    private let configuration: Mutex<Configuration>

    /// Holds the configuration of the start.
    public init(_ configuration: Configuration) {
        self.configuration = Mutex(configuration)
    }

    /// The last configuration that was found good.
    public var current: Configuration {
        configuration.withLock { $0 }
    }

    /// Puts another configuration in force.
    func replace(with configuration: Configuration) {
        self.configuration.withLock { $0 = configuration }
    }
}
