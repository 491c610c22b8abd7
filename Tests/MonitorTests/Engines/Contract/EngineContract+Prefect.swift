import Foundation

extension EngineContract {
    static let prefect = EngineContract(
        name: "prefect",
        settings: { url in
            """
            url: "\(url)/api", deployment: retrain/prod, timeout: 500ms, authorization: {credentials: \(secret)},
            parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/create_flow_run") },
        answer: { call in
            let isStart = call.path.hasSuffix("/create_flow_run")
            return try RecordedAnswer.of("prefect/" + (isStart ? "07_create_201" : "03_deployment_by_name"))
        })
}
