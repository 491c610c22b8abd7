import ArgumentParser
import Monitor

/// A length of time on the command line, written as in Prometheus: `30s`, `5m`.
struct TimeSpan: ExpressibleByArgument {
    /// How often files are looked at where nothing is said.
    static let autoReload = TimeSpan(duration: .seconds(30))

    let duration: Duration

    private init(duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        guard let duration = Duration(prometheus: argument), duration > .zero else { return nil }
        self.init(duration: duration)
    }

    var defaultValueDescription: String { "30s" }
}
