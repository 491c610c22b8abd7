import Hummingbird

@testable import Monitor

extension EngineContract {
    static let gitlab = EngineContract(
        name: "gitlab",
        settings: { url in
            """
            url: "\(url)", project: ml/fraud, authorization: {credentials: \(secret)}, trigger_token: \(secret),
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/trigger/pipeline") },
        answer: { call in
            guard call.json?["token"] == .string(secret) else { return Response(status: .notFound) }
            return Response(.created, text: #"{"id": 501, "status": "created"}"#)
        },
        carried: { $0.filter { $0 != "\0" }.replacing("$", with: "$$") })
}
