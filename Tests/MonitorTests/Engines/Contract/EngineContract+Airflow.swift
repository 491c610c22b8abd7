import Foundation
import Hummingbird

@testable import Monitor

extension EngineContract {
    static let airflow = EngineContract(
        name: "airflow",
        settings: { url in
            """
            url: "\(url)", dag: retrain, timeout: 500ms, parameters: {note: '{{ labels.model }}'},
            basic_auth: {username: admin, password: \(secret)}
            """
        },
        isStart: { $0.path == "/api/v2/dags/retrain/dagRuns" },
        answer: { call in
            switch call.path {
            case "/api/v2/version": try Response(json: ["version": "3.3.2"])
            case "/auth/token": try Response(.created, json: ["access_token": "token-\(secret)"])
            case "/api/v2/dags/retrain/dagRuns": try RecordedAnswer.of("airflow3/04_trigger_200")
            default: Response(status: .notFound)
            }
        })
}
