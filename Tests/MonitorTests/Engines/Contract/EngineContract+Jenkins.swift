@testable import Monitor

extension EngineContract {
    static let jenkins = EngineContract(
        name: "jenkins",
        settings: { url in
            """
            url: "\(url)/ci", job: ml/retrain, basic_auth: {username: bot, password: \(secret)},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/buildWithParameters") },
        answer: FakeJenkins().answer,
        carried: { $0.filter { $0 != "\0" } })
}
