import Foundation
import Transfers

/// Calls the API of Alertmanager.
struct AlertmanagerClient: Sendable {
    private let members: [EngineClient]
    private let receiver: String?

    init(_ configuration: AlertmanagerConfiguration, client: HTTPClient) {
        receiver = configuration.receiver
        members = configuration.urls.map { url in
            EngineClient(
                engine: "Alertmanager", url: url + "/api/v2", authorization: configuration.authorization,
                timeout: configuration.timeout, client: client.secured(by: configuration.tls))
        }
    }

    /// The alerts that fire and that no member suppresses, each once, by fingerprint; throws if no member answers.
    func activeAlerts() async throws -> [Alert] {
        var answers: [[ListedAlert]] = []
        var failure: (any Error)?
        for member in members {
            do {
                answers.append(try member.decode([ListedAlert].self, await member.get(path)))
            } catch {
                failure = error
            }
        }
        if answers.isEmpty, let failure { throw failure }
        return Self.active(answers.flatMap(\.self))
    }

    /// All silences, those that are over among them.
    func silences() async throws -> [Silence] {
        try await first { try $0.decode([Silence].self, await $0.get("/silences")) }
    }

    /// Makes a silence, or makes one longer that has an id.
    func post(_ silence: Silence) async throws {
        _ = try await first { try await $0.send(silence, to: "/silences", expecting: [200]) }
    }

    /// Ends a silence; nothing happens where there is none.
    func end(silence id: String) async throws {
        _ = try await first { member in
            let url = member.url + "/silence/" + EngineClient.segment(id)
            return try await member.send(HTTPClientRequest(method: "DELETE", url: url), expecting: [200, 404])
        }
    }

    /// What the first member answers that answers at all; they tell each other of silences.
    private func first<Answer: Sendable>(
        _ call: (EngineClient) async throws -> Answer
    ) async throws -> Answer {
        var failure: (any Error)?
        for member in members {
            do {
                return try await call(member)
            } catch {
                failure = error
            }
        }
        throw failure ?? EngineError.unreachable(engine: "Alertmanager", "there is no URL")
    }

    private var path: String {
        receiver.map { "/alerts?" + EngineClient.form([(name: "receiver", value: $0)]) } ?? "/alerts"
    }

    /// Those that are active wherever they are listed.
    static func active(_ listed: [ListedAlert]) -> [Alert] {
        let suppressed = Set(listed.filter { $0.state == .suppressed }.map(\.alert.fingerprint))
        var seen = suppressed
        return listed.filter { $0.state == .active && seen.insert($0.alert.fingerprint).inserted }.map(\.alert)
            .sorted { $0.fingerprint < $1.fingerprint }
    }
}
