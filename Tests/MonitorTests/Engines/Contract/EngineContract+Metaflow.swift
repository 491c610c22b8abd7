import HTTPTypes

@testable import Monitor

extension EngineContract {
    static let metaflow = EngineContract(
        name: "metaflow",
        settings: { url in
            """
            url: "\(url)", namespace: training, template: retrain, authorization: {credentials: \(secret)},
            timeout: 500ms, parameters: {note: '{{ labels.model }}'}
            """
        },
        isStart: { $0.method == .post },
        answer: FakeArgo().answer,
        carried: { $0.filter { $0 != "\0" }.replacing(/[^A-Za-z0-9_.:\/@+,= -]/, with: "_") })
}
