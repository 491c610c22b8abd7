@testable import Monitor

extension EngineContract {
    static let github = EngineContract(
        name: "github",
        settings: { url in
            """
            url: "\(url)", repository: acme/fraud-model, workflow: retrain.yml, authorization: {credentials: \(secret)},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/dispatches") },
        answer: FakeGitHub().answer,
        carried: { $0.filter { $0 != "\0" } })
}
