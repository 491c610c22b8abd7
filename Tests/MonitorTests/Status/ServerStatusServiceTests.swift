import Checks
import Foundation
import Hummingbird
import Logging
import NIOPosix
import Testing

@testable import Monitor

struct ServerStatusServiceTests {
    private static func configuration(_ url: String, _ names: [String]) throws -> Configuration {
        let policies = names.map { name in
            """
              - name: \(name)
                match: [a=b]
                engine: {prefect: {url: "\(url)/\(name)", deployment: d, timeout: 20s, status_interval: 1h}}
            """
        }
        return try Configuration(text: "policies:\n" + policies.joined(separator: "\n"))
    }

    /// Whether the last look at a server succeeded; nil if there was none.
    private static func isUp(_ name: String, _ service: ServerStatusService) -> Bool? {
        service.measurements
            .first { $0.metric == ServerStatusMetric.isUp && $0.labels[1].hasSuffix("/\(name)") }
            .map { $0.value == 1 }
    }

    @Test func `a server that hangs holds up no other, and one that is named no more is forgotten`() async throws {
        let server = FakeServer { call in
            if call.path.hasPrefix("/hanging") { try await Task.sleep(for: .seconds(5)) }
            if call.path.contains("/deployments/") { return try RecordedAnswer.of("prefect/05_deployment_unknown") }
            return Response(.ok, text: call.path.hasSuffix("/count") ? "0" : "[]", contentType: "application/json")
        }
        try await server.run { url async throws in
            let store = ConfigurationStore(try Self.configuration(url, ["hanging", "a", "b", "c"]))
            let service = ServerStatusService(
                configurations: store, client: HTTPClient(threads: .singleton), logger: Logger(label: "test"),
                now: { Date() })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await service.run() }
                try await Eventually.holds(within: .seconds(4.5), "the others are measured") {
                    ["a", "b", "c"].allSatisfy { Self.isUp($0, service) == true }
                }
                #expect(Self.isUp("hanging", service) == nil)
                store.replace(with: try Self.configuration(url, ["b"]))
                #expect(Set(service.measurements.map { $0.labels.first { $0.hasPrefix("http") } }).count == 1)
                #expect(Self.isUp("b", service) == true)
                group.cancelAll()
            }
        }
        #expect(server.calls.count { $0.path.hasPrefix("/b/") } == 10)
    }
}
