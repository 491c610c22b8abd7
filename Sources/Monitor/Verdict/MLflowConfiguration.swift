import Transfers

/// The `mlflow` registry: where champion and challenger are looked up, and the alias moved.
struct MLflowConfiguration: Sendable, Equatable {
    /// The tracking server's URL, without a slash at the end.
    let url: String
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How it is called over TLS.
    let tls: TLSClientConfiguration
    /// The registered model; the trigger's subject if nil.
    let model: LabelTemplate?
    /// The alias of the version in use; `champion` by default.
    let champion: String
    /// The alias that the old champion gets first; `previous_champion` by default.
    let previousChampion: String
    /// Where the run's output tells the version that it made; `model_version` by default.
    let output: String
    /// The tag of a version or of its MLflow run that holds the trigger's key; `modelwatch.trigger` by default.
    let tag: String
    /// How long one call may take; 10s by default.
    let timeout: Duration
    /// How often the state of the server is measured; never if nil.
    let statusInterval: Duration?
    /// The registered models that are looked at then; the one of the policy where alerts do not decide which it is.
    let statusModels: [String]

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        authorization = HTTPAuthorization(mapping)
        tls = mapping.tls
        model = mapping.contains("model") ? mapping.template("model", default: "") : nil
        champion = mapping.value("champion", default: "champion")
        previousChampion = mapping.value("previous_champion", default: "previous_champion")
        (output, tag) = mapping.sectionOrDefaults("challenger") {
            ($0.value("output", default: "model_version"), $0.value("tag", default: "modelwatch.trigger"))
        }
        timeout = mapping.value("timeout", default: .seconds(10))
        statusInterval = mapping.optionalValue("status_interval")
        statusModels = mapping.value("status_models", default: [])
        mapping.requirePositive("status_interval")
        if statusInterval == nil, !statusModels.isEmpty {
            mapping.reject("status_models", "belongs to status_interval")
        }
        if champion == previousChampion { mapping.reject("previous_champion", "must differ from champion") }
    }
}
