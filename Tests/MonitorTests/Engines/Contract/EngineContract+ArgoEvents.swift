import Hummingbird

@testable import Monitor

extension EngineContract {
    static let argoEvents = EngineContract(
        name: "argo_events",
        settings: { url in
            """
            url: "\(url)/retrain", authorization: {credentials: \(secret)},
            workflows: {url: "\(url)", namespace: training, authorization: {credentials: \(secret)}},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path == "/retrain" },
        answer: { _ in Response(.ok, text: "success") },
        carried: { $0.filter { $0 != "\0" }.replacing("{{", with: "{ {") })
}
