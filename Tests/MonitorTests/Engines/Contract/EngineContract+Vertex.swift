import Foundation
import HTTPTypes
import Hummingbird

@testable import Monitor

extension EngineContract {
    static let vertex = EngineContract(
        name: "vertex",
        settings: { url in
            """
            url: "\(url)", project: p, location: europe-west1, template: "https://europe-west1-kfp.pkg.dev/p/r/t/v1",
            timeout: 500ms, authorization: {credentials: \(secret)}, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.method == .post },
        answer: { _ in Response(.ok, text: #"{"name":"projects/1/x","state":"PIPELINE_STATE_PENDING"}"#) })
}
