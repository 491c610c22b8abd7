/// The path of the metrics, which must not be one that something else has.
public struct TelemetryPath: Sendable, Equatable {
    /// Begins with a slash.
    let text: String

    /// `/metrics`.
    public static let standard = TelemetryPath(text: "/metrics")

    /// What the other routes of all roles begin with.
    private static let taken = [
        "-", "api", "config", "deliveries", "episodes", "overview", "probe", "sign-in", "sign-out", "trigger",
        "triggers",
    ]
    private static let flattened = "/metrics/evidently"

    private init(text: String) {
        self.text = text
    }

    /// Reads `--web.telemetry-path`; throws ``WebLocationError`` at what is no path, and at one that is taken.
    public init(_ text: String) throws {
        let path = try WebLocation.prefix(text)
        guard let first = path.split(separator: "/").first, !Self.taken.contains(String(first)), path != Self.flattened
        else { throw WebLocationError.telemetryPath(text) }
        self.init(text: path)
    }
}
