import Foundation
import HTTPTypes
import Hummingbird

@testable import Monitor

extension EngineContract {
    static let kubernetes = EngineContract(
        name: "kubernetes",
        settings: { url in
            """
            url: "\(url)", namespace: ml, cronjob: retrain, timeout: 500ms, authorization: {credentials: \(secret)},
            environment: {NOTE: '{{ labels.model }}'}
            """
        },
        isStart: { $0.method == .post },
        answer: { call in
            try Response(call.method == .post ? .created : .ok, json: KubernetesStub.cronJob)
        })
}
