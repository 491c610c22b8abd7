import Foundation
import HTTPTypes
import Hummingbird

@testable import Monitor

extension EngineContract {
    static let azureML = EngineContract(
        name: "azure_ml",
        settings: { url in
            """
            url: "\(url)", subscription: s, resource_group: g, workspace: w, component: "retrain:3", timeout: 500ms,
            client_credentials: {url: "\(url)", tenant: t, client_id: app, client_secret: \(secret)},
            parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.method == .put },
        answer: { call in
            guard call.path.hasSuffix("/token") else {
                return Response(.created, text: #"{"properties":{"status":"NotStarted"}}"#)
            }
            return Response(.ok, text: #"{"access_token":"\#(secret)","expires_in":3599}"#)
        },
        carried: { $0.filter { $0 != "\0" } })
}
