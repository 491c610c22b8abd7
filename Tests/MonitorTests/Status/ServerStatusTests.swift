import Checks
import Foundation
import Testing

@testable import Monitor

struct ServerStatusTests {
    private static let start = Date(timeIntervalSince1970: 1000)
    private static let interval = Duration.seconds(60)

    private static func series(_ status: ServerStatus, at now: Date) -> [String: Double] {
        let all = status.measurements("prefect", "http://p", every: interval, at: now)
        let pairs = all.map { ($0.metric.name + "|" + $0.labels.joined(separator: "|"), $0.value) }
        return Dictionary(pairs) { first, _ in first }
    }

    private static var reading: StatusReading {
        var reading = StatusReading()
        reading.add(PrefectMetric.lateFlowRuns, ["http://p"], 3)
        return reading
    }

    private static let late = "modelwatch_prefect_late_flow_runs|http://p"
    private static let isUp = "modelwatch_server_up|prefect|http://p"

    @Test func `a server is looked at at once and then at intervals, one look at a time`() {
        var status = ServerStatus()
        #expect(status.isDue(every: Self.interval, at: Self.start))
        status.begin(at: Self.start)
        #expect(!status.isDue(every: Self.interval, at: Self.start + 1000))
        status.end(Self.reading, at: Self.start + 5)
        #expect(!status.isDue(every: Self.interval, at: Self.start + 59))
        #expect(status.isDue(every: Self.interval, at: Self.start + 60))
    }

    @Test func `a failed look keeps what is known until five intervals are over`() {
        var status = ServerStatus()
        let before = Self.series(status, at: Self.start)
        #expect(before[Self.isUp] == nil && before["modelwatch_server_polls_total|prefect|http://p|failure"] == 0)
        status.begin(at: Self.start)
        status.end(Self.reading, at: Self.start)
        status.begin(at: Self.start + 60)
        status.end(nil, at: Self.start + 60)
        let kept = Self.series(status, at: Self.start + 300)
        #expect(kept[Self.late] == 3 && kept[Self.isUp] == 0)
        #expect(kept["modelwatch_server_last_success_timestamp_seconds|prefect|http://p"] == 1000)
        #expect(kept["modelwatch_server_polls_total|prefect|http://p|success"] == 1)
        #expect(kept["modelwatch_server_polls_total|prefect|http://p|failure"] == 1)
        let stale = Self.series(status, at: Self.start + 301)
        #expect(stale[Self.late] == nil && stale[Self.isUp] == 0)
        #expect(stale["modelwatch_server_last_success_timestamp_seconds|prefect|http://p"] == 1000)
    }

    @Test func `only another outcome is news`() {
        var status = ServerStatus()
        let news = [Self.reading, Self.reading, nil, nil, Self.reading].map { status.end($0, at: Self.start) }
        #expect(news == [true, false, true, false, true])
    }

    @Test func `what exceeds a limit is counted, and what is no number is left out`() {
        var reading = StatusReading()
        #expect(Array(reading.limited([1, 2, 3], to: 2)) == [1, 2])
        #expect(reading.limited([1], to: 2).count == 1)
        reading.add(PrefectMetric.lateFlowRuns, ["p"], .nan)
        reading.add(PrefectMetric.lateFlowRuns, ["p"], nil)
        #expect(reading.omitted == 1 && reading.measurements.isEmpty)
    }
}
