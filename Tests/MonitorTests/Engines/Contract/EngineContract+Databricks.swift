import Foundation
import Hummingbird

@testable import Monitor

extension EngineContract {
    static let databricks = EngineContract(
        name: "databricks",
        settings: { url in
            """
            url: "\(url)", job_id: 7, timeout: 500ms, client_credentials: {client_id: app, client_secret: \(secret)},
            parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.path.hasSuffix("/run-now") },
        answer: { call in
            let isLogin = call.path.hasSuffix("/token")
            return Response(
                .ok, text: isLogin ? #"{"access_token":"\#(secret)","expires_in":3600}"# : #"{"run_id":455644833}"#)
        },
        carried: { $0.filter { $0 != "\0" } })
}
