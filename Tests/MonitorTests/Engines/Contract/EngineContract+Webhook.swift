import Hummingbird

@testable import Monitor

extension EngineContract {
    static let webhook = EngineContract(
        name: "webhook",
        settings: { url in
            """
            url: "\(url)/retrain", timeout: 500ms, body: {note: '{{ labels.model }}', key: '{{ parameters.trigger }}'},
            authorization: {credentials: \(secret)}, signatures: [{secret: \(secret)}]
            """
        },
        isStart: { $0.path == "/retrain" },
        answer: { _ in Response(status: .accepted) })
}
