import Foundation

@testable import Monitor

/// The recorded webhook bodies of Alertmanager 0.25.
enum Payloads {
    /// Every file that is not compressed.
    static let names = Fixtures.files(in: "alertmanager", ending: ".json")

    /// The bytes of a body.
    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: Fixtures.url("alertmanager/\(name).json"))
    }

    /// A body as a delivery that arrived at a moment.
    static func delivery(_ name: String, at time: Date) throws -> Delivery {
        try delivery(try data(name), at: time)
    }

    static func delivery(_ body: Data, at time: Date) throws -> Delivery {
        Delivery(
            id: ULID(at: time), receivedAt: time, source: "test", body: body, payload: try PayloadLimits().decode(body))
    }

    /// A body with one alert of our own making.
    static func body(
        status: String = "firing", labels: [String: String], startsAt: String = "2026-11-20T22:00:00Z",
        endsAt: String = "0001-01-01T00:00:00Z"
    ) throws -> Data {
        let alert: [String: JSONValue] = [
            "status": .string(status), "labels": .object(labels.mapValues { .string($0) }),
            "startsAt": .string(startsAt), "endsAt": .string(endsAt),
        ]
        return try JSONEncoder().encode(["alerts": [alert]])
    }
}
