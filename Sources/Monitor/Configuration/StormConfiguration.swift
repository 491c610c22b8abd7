/// The `storm` section of `bridge`: when so many subjects ask for a retraining that a person should look first.
///
/// A broken exporter makes every model drift at once.
public struct StormConfiguration: Sendable, Equatable {
    /// Subjects of all policies that may ask within the window; 20 by default, 0 for no limit.
    public let subjects: Int
    /// How far back they are counted; 10m by default.
    public let window: Duration

    init(_ mapping: ConfigurationMapping) {
        subjects = mapping.value("subjects", default: 20)
        window = mapping.value("window", default: .seconds(600))
        if window > .seconds(86_400) {
            mapping.reject("window", "must be at most 1d, for so long deliveries are kept in any case")
        }
        mapping.requireNotNegative("subjects")
    }
}
