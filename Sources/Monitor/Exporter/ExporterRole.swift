/// What a configuration must be for the exporter to run, or to go on, with it.
struct ExporterRole: ReloadableRole {
    let options: ExporterOptions
    let scheduler: EvaluationScheduler

    /// Makes sure that there is something to measure, or a place where it may come from.
    static func check(_ configuration: Configuration) throws(ExporterError) {
        guard configuration.models.isEmpty, configuration.modelsFilePatterns.isEmpty else { return }
        throw .noModels
    }

    func check(_ configuration: Configuration, replacing old: Configuration) throws {
        try Self.check(configuration)
        try ReloadError.refuse(change: "global.storage_path", from: storagePath(old), to: storagePath(configuration))
    }

    func apply(_ configuration: Configuration) {
        scheduler.apply(configuration)
    }

    private func storagePath(_ configuration: Configuration) -> String {
        options.storagePath ?? configuration.global.storagePath
    }
}
