import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Monitor

/// Clients that take their time, against a server with short limits.
struct SlowClientTests {
    private static let limits = ConnectionLimits(
        head: .milliseconds(400), body: .milliseconds(400), idle: .milliseconds(1500), headerBytes: 8 << 10,
        drain: .milliseconds(500))

    /// Serves a page that is slow if asked for, until the body of a test ends.
    private static func serving(_ body: (Int, ServiceGroup) async throws -> Void) async throws {
        let port = try await FreePort.next()
        let logger = LogSettings(level: .error, format: .logfmt).logger("test")
        let role = ServerRole(
            name: "test", part: .models, changes: UnchangingRole(), services: [], links: [], samples: { [] },
            checkReadiness: {},
            routes: { _, _ in
                RouteCollection().read("slow") { request, _ in
                    let seconds = request.uri.queryParameters.get("seconds").flatMap { Double($0) } ?? 0
                    try await Task.sleep(for: .seconds(seconds))
                    return Response(.ok, text: "slow but sure\n")
                }
            })
        let configurations = ConfigurationStore(try Configuration(text: "{}"))
        let server = try WebServer(
            [role], options: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: port)]),
            configurations: configurations, limits: limits, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await Eventually.holds(within: .seconds(10), "it listens") {
                (try? await connect(port).close()) != nil
            }
            try await body(port, group)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func connect(_ port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port)
            .get()
    }

    /// Sends parts with pauses; tells how long the server kept the connection.
    private static func lifetime(_ port: Int, _ parts: [String], every pause: Duration) async throws -> Duration {
        let channel = try await connect(port)
        let start = ContinuousClock.now
        for part in parts where channel.isActive {
            try? await channel.writeAndFlush(ByteBuffer(string: part))
            try await Task.sleep(for: pause)
        }
        try await channel.closeFuture.get()
        return start.duration(to: .now)
    }

    @Test func `a head that trickles in is not waited for`() async throws {
        try await Self.serving { port, _ in
            let parts = ["GET /-/healthy HTTP/1.1\r\n"] + (0..<40).map { "X-Slow-\($0): a\r\n" }
            let lifetime = try await Self.lifetime(port, parts, every: .milliseconds(50))
            #expect(lifetime < .milliseconds(1400))
        }
    }

    @Test func `a body that trickles in is not waited for`() async throws {
        try await Self.serving { port, _ in
            let head = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
            let lifetime = try await Self.lifetime(
                port, [head] + Array(repeating: "a", count: 40), every: .milliseconds(50))
            #expect(lifetime < .milliseconds(1400))
        }
    }

    @Test func `a connection that is not used is closed later than one that dawdles`() async throws {
        try await Self.serving { port, _ in
            let request = "GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n"
            // A second request after the limit for heads shows that the pause between requests does not count.
            let lifetime = try await Self.lifetime(port, [request, request], every: .milliseconds(700))
            #expect(lifetime > .milliseconds(1600))
            #expect(lifetime < .seconds(8))
        }
    }

    @Test func `headers without end are refused`() async throws {
        try await Self.serving { port, _ in
            let head = "GET /-/healthy HTTP/1.1\r\nHost: a\r\nX-Long: " + String(repeating: "a", count: 20_000)
            let lifetime = try await Self.lifetime(port, [head], every: .zero)
            #expect(lifetime < .milliseconds(1400))
        }
    }

    @Test func `a request in progress is answered when the process is told to stop`() async throws {
        try await Self.serving { port, group in
            let curl = Curl()
            async let answer = curl.get("http://127.0.0.1:\(port)/slow?seconds=0.3")
            try await Task.sleep(for: .milliseconds(150))
            await group.triggerGracefulShutdown()
            #expect(try await answer.body == "slow but sure\n")
        }
    }

    @Test func `one that takes too long does not keep the process`() async throws {
        let start = ContinuousClock.now
        try await Self.serving { port, group in
            let curl = Curl()
            async let answer = curl.get("http://127.0.0.1:\(port)/slow?seconds=30")
            try await Task.sleep(for: .milliseconds(150))
            await group.triggerGracefulShutdown()
            #expect(try await answer.status == 0)
        }
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test func `what goes wrong in a scrape is counted by its cause`() async throws {
        struct Failure: Error {}
        let metrics = HandlerMetrics()
        for cause in [HandlerMetrics.Cause.gathering, .gathering, .encoding] {
            await #expect(throws: Failure.self) {
                try await metrics.counting { try await metrics.noting(cause) { throw Failure() } }
            }
        }
        #expect(try await metrics.noting(.encoding) { 5 } == 5)
        let lines = MetricsPage(metrics.measurements).encoded(as: .text).split(separator: "\n")
        for line in [
            #"promhttp_metric_handler_errors_total{cause="gathering"} 2"#,
            #"promhttp_metric_handler_errors_total{cause="encoding"} 1"#,
            #"promhttp_metric_handler_requests_total{code="500"} 3"#,
        ] { #expect(lines.contains(Substring(line)), "\(line)") }
        let fresh = MetricsPage(HandlerMetrics().measurements).encoded(as: .text)
        for cause in HandlerMetrics.Cause.allCases {
            #expect(fresh.contains(#"promhttp_metric_handler_errors_total{cause="\#(cause)"} 0"#))
        }
    }

    @Test func `one scrape too many is told to come again`() async throws {
        let limit = ScrapeLimit(1)
        let metrics = HandlerMetrics(limit)
        let first = try await metrics.counting { Response(.ok, text: "page") }
        let second = try await metrics.counting { Response(.ok, text: "page") }
        #expect(first.status == .ok)
        #expect(second.status == .serviceUnavailable)
        let lines = MetricsPage(metrics.measurements).encoded(as: .text).split(separator: "\n")
        for line in [
            #"promhttp_metric_handler_requests_total{code="200"} 1"#,
            #"promhttp_metric_handler_requests_total{code="500"} 0"#,
            #"promhttp_metric_handler_requests_total{code="503"} 1"#, "promhttp_metric_handler_requests_in_flight 1",
        ] { #expect(lines.contains(Substring(line)), "\(line)") }
        // The place is free again once the answer is gone.
        _ = consume first
        #expect(try await limit.answer { Response(.ok, text: "page") }.status == .ok)
        let unlimited = ScrapeLimit(0)
        for _ in 0..<100 { #expect(try await unlimited.answer { Response(.ok, text: "page") }.status == .ok) }
    }
}
