@testable import Monitor

extension EngineContract {
    static let kubeflow = EngineContract(
        name: "kubeflow",
        settings: { url in
            """
            url: "\(url)/pipeline", pipeline: p-1, authorization: {credentials: \(secret)},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/runs") },
        answer: FakeKubeflow(declared: ["model": "STRING", "note": "STRING"]).answer,
        carried: { $0.filter { $0 != "\0" }.replacing("{{", with: "{ {") })
}
