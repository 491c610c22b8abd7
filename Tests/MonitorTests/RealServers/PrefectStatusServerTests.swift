import Foundation
import Testing

@testable import Monitor

/// The running bridge measures a real Prefect server, which it also uses.
struct PrefectStatusServerTests {
    @Test func `runs, pools and deployments are on the page, and go when the server is long gone`() async throws {
        let prefect = try await PrefectServer()
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 500ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine:
                  prefect:
                    url: "\(prefect.url)"
                    deployment: retrain/production
                    parameters: {value: 0.4}
                    status_interval: 1s
            """)
        let process = try await bridge.start()
        let server = #"server="\#(prefect.url)""#
        func wait(for name: String, _ labels: String = "", _ isRight: (Double?) -> Bool) async throws {
            let series = "modelwatch_\(name){\(server)\(labels)}"
            try await Eventually.holds(within: .seconds(60), "\(series) is right") {
                isRight(try await bridge.metric(series))
            }
        }
        let isUp = #"modelwatch_server_up{kind="prefect",\#(server)}"#
        try await wait(for: "prefect_deployment_ready", #",deployment="retrain/production""#) { $0 == 1 }
        #expect(try await bridge.metric(isUp) == 1)
        #expect(try await bridge.metric(#"modelwatch_prefect_flow_runs{\#(server),state="completed"}"#) == 0)

        try await prefect.call("POST", "/work_pools/", #"{"name": "gpu \"1\"", "type": "process"}"#)
        #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": "fraud"])) == 200)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        try await wait(for: "prefect_flow_runs", #",state="completed""#) { $0 == 1 }
        try await wait(for: "prefect_work_pool_ready", #",pool="gpu \"1\"""#) { $0 == 0 }
        try await wait(for: "prefect_work_queue_paused", #",pool="gpu \"1\"",queue="default""#) { $0 == 0 }
        let last = "modelwatch_prefect_last_completed_flow_run_timestamp_seconds{\(server)}"
        #expect(abs(try #require(try await bridge.metric(last)) - Date().timeIntervalSince1970) < 120)

        try await prefect.stop()
        try await Eventually.holds(within: .seconds(30), "the server is down") { try await bridge.metric(isUp) == 0 }
        #expect(try await bridge.metric(last) != nil)
        try await wait(for: "prefect_flow_runs", #",state="completed""#) { $0 == nil }
        #expect(try await bridge.metric(last) == nil)
        let failures = #"modelwatch_server_polls_total{kind="prefect",\#(server),outcome="failure"}"#
        #expect(try await bridge.metric(failures) ?? 0 >= 4)
        try await process.stop()
    }
}
