/// The event that a sensor gets as its body.
struct ArgoEvent: Encodable, Sendable {
    /// What a workflow is to be named, so that the same event twice makes one.
    let key: String
    let parameters: [String: String]

    init(_ request: RetrainingRequest, _ templates: [String: ParameterTemplate]) {
        key = request.key
        parameters = request.texts(named: RetrainingRequest.parameterNames)
            .merging(request.texts(templates)) { _, configured in configured }.mapValues(ArgoTemplate.inert)
    }
}
