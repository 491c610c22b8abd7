/// The `verdict` section of a policy: how the result of a retraining is judged, and what follows.
struct VerdictConfiguration: Sendable, Equatable {
    /// Where versions are kept; what the run gives back is judged if nil.
    let mlflow: MLflowConfiguration?
    /// What decides.
    let rules: GateRules
    /// What is done with a better challenger; nothing by default.
    let promotion: Promotion
    /// How long is looked for the challenger after the run, and how long calls that fail are repeated; 10m by default.
    let registryGrace: Duration
    /// What is looked at after a promotion; nothing if nil.
    let watch: WatchConfiguration?
    /// Whether a breach undoes the promotion; true by default.
    let rollsBack: Bool
    /// Who makes the data of the new champion the reference once the watch has passed; nobody if nil.
    let reference: VerdictHook?

    init(_ mapping: ConfigurationMapping) {
        mlflow =
            mapping.contains("registry")
            ? mapping.variant("registry", [(name: "mlflow", read: { MLflowConfiguration($0) })]) : nil
        rules = GateRules(mapping)
        promotion = Promotion(mapping)
        registryGrace = mapping.value("registry_grace", default: .seconds(600))
        watch = mapping.section("watch") { .init($0) }
        rollsBack = mapping.value("rollback", default: true)
        reference = mapping.contains("reference") ? VerdictHook("reference", of: mapping) : nil
        if promotion == .alias, mlflow == nil { mapping.reject("promote", "can be alias only with a registry") }
        if promotion == .none, watch != nil { mapping.reject("watch", "has nothing to watch where promote is none") }
        if reference != nil, watch == nil { mapping.reject("reference", "needs a watch, which must pass first") }
    }
}
