/// What a policy sends to an engine that refuses parameters which it does not declare: nothing that is not asked for.
struct EngineParameters: Sendable, Equatable {
    /// The names of those of the alert.
    private let fromAlert: Set<String>
    /// Those of the configuration, which go before.
    private let configured: [String: ParameterTemplate]

    /// Reads `alert_parameters` and `parameters`.
    init(_ mapping: ConfigurationMapping) {
        fromAlert = mapping.alertParameters()
        configured = mapping.parameterTemplates()
    }

    /// The parameters as text, for engines that know nothing else.
    func texts(for request: RetrainingRequest) -> [String: String] {
        request.texts(named: fromAlert).merging(request.texts(configured)) { _, configured in configured }
    }

    /// The parameters with the types of the configuration; what comes out of an alert is always text.
    func values(for request: RetrainingRequest) -> [String: JSONValue] {
        texts(for: request).mapValues(JSONValue.string)
            .merging(configured.compactMapValues { $0.value(request.labels) }) { _, configured in configured }
    }
}
