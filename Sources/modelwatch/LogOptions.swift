public import ArgumentParser
public import Monitor

/// How much is logged, and in which format; the log goes to standard error.
struct LogOptions: ParsableArguments {
    @Option(name: .customLong("log.level"), help: "The least severe messages that are logged.")
    var level = LogSettings.Level.info

    @Option(name: .customLong("log.format"), help: "The format of the log lines.")
    var format = LogFormat.logfmt

    /// The settings as the roles take them.
    var settings: LogSettings { LogSettings(level: level, format: format) }
}

extension LogSettings.Level: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
