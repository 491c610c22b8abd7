import Foundation

@testable import Monitor

extension EngineContract {
    static let sageMaker = EngineContract(
        name: "sagemaker",
        settings: { url in
            """
            endpoint: "\(url)", region: eu-west-1, pipeline: fraud-retrain, timeout: 500ms, access_key_id: AKIDEXAMPLE,
            secret_access_key: \(secret), session_token: \(secret), parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.target == "StartPipelineExecution" },
        answer: { _ in try RecordedAnswer.of("moto/02_start") },
        carried: { $0.filter { $0 != "\0" } })
}
