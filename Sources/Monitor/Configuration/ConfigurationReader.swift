import Dataset
import Foundation

/// Reads a configuration file with the files that it names, and tells whether any of them changed.
struct ConfigurationReader: Sendable {
    let file: String
    private let overrides: ConfigurationOverrides
    private let names: [String]
    private let parts: [ConfigurationPart]

    /// - Parameters:
    ///   - overrides: What goes before the settings of models in the files.
    ///   - models: The names of these models; none for all.
    ///   - parts: The parts whose secrets must be readable.
    init(
        file: String, overrides: ConfigurationOverrides = .init(), models: [String] = [],
        secretsOf parts: [ConfigurationPart] = []
    ) {
        self.file = file
        self.overrides = overrides
        names = models
        self.parts = parts
    }

    /// Reads everything. A mistake in one of `models_files` stays in it: its models are what they last were.
    ///
    /// - Parameter last: What was in force until now.
    /// - Throws: ``InvalidConfiguration`` with every mistake in the main file.
    func read(keeping last: Configuration? = nil) throws(InvalidConfiguration) -> Configuration {
        let document = try ConfigurationDocument(file: file).overridden(by: overrides, models: names)
        let main = try Configuration(document)
        try Self.refuse(parts.flatMap { main.prerequisites[$0] ?? [] })
        let files = Self.paths(main.modelsFilePatterns).map(modelsFile)
        return main.adding(try ModelsFileSettlement(main, files, last: last).settled())
    }

    private func modelsFile(_ path: String) -> ModelsFile {
        let file = ModelsFile(path: path, overrides: overrides, models: names)
        guard parts.contains(.models) else { return file }
        do throws(InvalidConfiguration) {
            try Self.refuse(file.prerequisites)
            return file
        } catch {
            return file.refused(for: error, keeping: nil)
        }
    }

    private static func refuse(_ prerequisites: [Prerequisite]) throws(InvalidConfiguration) {
        let errors = prerequisites.compactMap(\.problem)
        guard errors.isEmpty else { throw InvalidConfiguration(errors: errors) }
    }

    /// Each file once, in the order of the patterns and then of the names. A path without a wildcard is a file that
    /// should be there.
    private static func paths(_ patterns: [String]) -> [String] {
        var seen: Set<String> = []
        return patterns.flatMap { pattern in
            FilePattern(pattern).isLiteral ? [pattern] : FilePattern(pattern).matches
        }
        .filter { seen.insert($0).inserted }
    }

    /// What tells the content of all files from any other, without a look at what it means.
    ///
    /// - Parameter current: What is in force, which names the other files.
    func fingerprint(of current: Configuration) -> String {
        let files = parts.flatMap { current.prerequisites[$0] ?? [] } + current.modelsFiles.flatMap(\.prerequisites)
        let paths = [file] + Self.paths(current.modelsFilePatterns) + files.compactMap(\.path)
        return StableHash.of(paths.flatMap { [$0, Self.digest(of: $0)] })
    }

    /// The fingerprint of the files that a configuration was read from; nil if one of them has changed since.
    func fingerprint(ifStill configuration: Configuration) -> String? {
        let fingerprint = fingerprint(of: configuration)
        let read =
            [(file, configuration.digest)] + configuration.modelsFiles.map { ($0.path, $0.readDigest) }
        return read.allSatisfy { Self.digest(of: $0.0) == $0.1 } ? fingerprint : nil
    }

    private static func digest(of path: String) -> String {
        (try? ConfigurationDocument.text(of: path)).map { StableHash.of($0) } ?? ""
    }
}
