import Foundation

@testable import Monitor

extension RetrainingRequest {
    /// The request of a policy without a `model` for one alert.
    static func testing(
        key: String = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1", labels: [String: String] = ["model": "fraud"],
        annotations: [String: String] = ["value": "0.31"]
    ) throws -> RetrainingRequest {
        let text = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}}]"
        let alert = Alert(
            status: .firing, labels: labels, annotations: annotations, startsAt: nil, endsAt: nil, generatorURL: "",
            fingerprint: "15b3fe9564dd655c")
        return RetrainingRequest(
            key: key, policy: try Configuration(text: text).policies[0], subject: "s", alert: alert,
            startsAt: Date(timeIntervalSince1970: 1_795_216_515))
    }
}
