import ArgumentParser
import Foundation
import Monitor

/// The files that every role needs, and when the configuration is read again.
struct FileOptions: ParsableArguments {
    @Option(name: .customLong("config.file"), help: "The configuration file.")
    var configuration = "modelwatch.yml"

    @Flag(name: .customLong("config.check"), help: "Check the configuration and exit: 0 if it is in order, else 1.")
    var onlyChecks = false

    @Flag(
        name: .customLong("config.enable-auto-reload"),
        help: "Read the configuration again when one of its files changed.")
    var reloadsByItself = false

    @Option(
        name: .customLong("config.auto-reload-interval"),
        help: "How often to look whether a file of the configuration changed.")
    var autoReloadInterval = TimeSpan.autoReload

    @Option(name: .customLong("storage.path"), help: "The folder for everything kept; overrides global.storage_path.")
    var storage: String?

    /// When the configuration is read again.
    var reload: ReloadOptions {
        ReloadOptions(autoReloadInterval: reloadsByItself ? autoReloadInterval.duration : nil)
    }

    /// Reads the configuration for roles. With `--config.check` it says what it found, and exits.
    func configuration(for parts: ConfigurationPart...) throws -> Configuration {
        guard onlyChecks else { return try Configuration(starting: parts, file: configuration) }
        let checked = try Configuration(file: configuration, secretsOf: parts)
        if parts.contains(.bridge) { try checked.bridge.checkSecrets() }
        FileHandle.standardError.write(Data("Config file is ok exiting...\n".utf8))
        throw ExitCode.success
    }
}
