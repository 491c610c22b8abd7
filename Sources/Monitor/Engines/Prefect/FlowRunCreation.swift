/// The body of Prefect's `create_flow_run`.
struct FlowRunCreation: Encodable, Sendable {
    struct State: Encodable, Sendable {
        let type = "SCHEDULED"
        let message = "triggered by an alert"
    }

    let name: String
    let parameters: [String: JSONValue]
    let idempotencyKey: String
    let tags: [String]
    let labels: [String: String]
    let state = State()

    private enum CodingKeys: String, CodingKey {
        case name, parameters, tags, labels, state
        case idempotencyKey = "idempotency_key"
    }

    init(_ request: RetrainingRequest, parameters: [String: JSONValue]) {
        name = request.key
        self.parameters = parameters
        idempotencyKey = request.key
        let fingerprint = request.parameters["fingerprint"] ?? ""
        tags = ["modelwatch", "alert:\(fingerprint)"]
        labels = [
            "modelwatch.policy": request.parameters["policy"] ?? "", "modelwatch.trigger": request.key,
            "alert.fingerprint": fingerprint,
        ]
    }
}
