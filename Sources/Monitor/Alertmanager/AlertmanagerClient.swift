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
                timeout: configuration.timeout, client: client,
                certificateAuthority: configuration.certificateAuthority)
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
