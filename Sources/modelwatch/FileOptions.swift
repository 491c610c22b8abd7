import ArgumentParser

/// The files that every role needs.
struct FileOptions: ParsableArguments {
    @Option(name: .customLong("config.file"), help: "The configuration file.")
    var configuration = "modelwatch.yml"

    @Option(name: .customLong("storage.path"), help: "The folder for everything kept; overrides global.storage_path.")
    var storage: String?
}
