@testable import Monitor

extension EngineContract {
    static let argoWorkflows = EngineContract(
        name: "argo_workflows",
        settings: { url in
            """
            url: "\(url)", namespace: training, template: retrain, authorization: {credentials: \(secret)},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/submit") },
        answer: FakeArgo().answer,
        carried: { $0.filter { $0 != "\0" }.replacing("{{", with: "{ {") })
}
