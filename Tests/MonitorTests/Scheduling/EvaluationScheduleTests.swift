import Foundation
import TestSupport
import Testing

@testable import Monitor

/// When one model is looked at.
struct EvaluationScheduleTests {
    static func timing(_ interval: Duration, window: WeeklyWindow? = nil) -> EvaluationTiming {
        EvaluationTiming(interval: interval, timeout: .seconds(300), maxAge: nil, window: window)
    }

    static func moment(_ uptime: Duration) -> Moment {
        Moment(uptime: uptime, date: Date(timeIntervalSince1970: 1_800_000_000 + uptime.seconds))
    }

    @Test func `the first look is at once, the others keep to the grid without drift`() {
        let interval = Duration.seconds(30)
        var schedule = EvaluationSchedule("churn", timing: Self.timing(interval), at: Self.moment(.zero))
        #expect(schedule.due == .zero)
        var previous = Duration.zero
        for look in 1...10_000 {
            let start = schedule.due
            // A look that begins late and takes its time does not move the next one.
            schedule.looked(since: Self.moment(start), at: Self.moment(start + .milliseconds(7 * (look % 100))))
            let pause = schedule.due - previous
            #expect(look == 1 ? pause >= interval / 2 && pause <= interval * 1.5 : pause == interval)
            previous = schedule.due
        }
        #expect(
            schedule.due == schedule.offset + interval * Int(((schedule.due - schedule.offset) / interval).rounded()))
    }

    @Test func `places that an evaluation missed are left out`() {
        let interval = Duration.seconds(30)
        var schedule = EvaluationSchedule("churn", timing: Self.timing(interval), at: Self.moment(.zero))
        schedule.succeeded(since: Self.moment(.zero), at: Self.moment(.seconds(200)))
        #expect(schedule.due > .seconds(200) && schedule.due <= .seconds(230))
        let places = (schedule.due - schedule.offset) / interval
        #expect(abs(places - places.rounded()) < 1e-9)
    }

    /// Chi-square of 20 equal parts of the interval; 43.8 is the 0.999 quantile for 19 degrees of freedom, by scipy.
    @Test func `a thousand models are spread evenly over the interval`() {
        var counts = Array(repeating: 0, count: 20)
        for index in 0..<1000 {
            let schedule = EvaluationSchedule(
                "model-\(index)", timing: Self.timing(.seconds(60)), at: Self.moment(.zero))
            #expect(schedule.offset >= .zero && schedule.offset < .seconds(60))
            counts[Int(schedule.offset / .seconds(3))] += 1
        }
        let chiSquare = counts.reduce(0) { $0 + Double(($1 - 50) * ($1 - 50)) / 50 }
        #expect(chiSquare < 43.8)
    }

    @Test func `the place of a model is the same in every process`() {
        let schedule = EvaluationSchedule("churn", timing: Self.timing(.seconds(60)), at: Self.moment(.zero))
        let other = EvaluationSchedule("churn", timing: Self.timing(.seconds(60)), at: Self.moment(.seconds(7)))
        #expect(schedule.offset == other.offset)
    }

    @Test func `pauses after failures double, and are bounded by the interval and the time it took`() {
        for jitter in [0, 0.3, 1] {
            for failures in 1...100 {
                let pause = EvaluationBackoff.pause(after: failures, limit: .seconds(30), jitter: jitter)
                let longest = min(Duration.seconds(1) * pow(2, Double(min(failures, 20) - 1)), .seconds(30))
                #expect(pause <= longest && pause >= longest / 2)
            }
        }
        var schedule = EvaluationSchedule("churn", timing: Self.timing(.seconds(30)), at: Self.moment(.zero))
        var now = Duration.zero
        var pauses: [Duration] = []
        for _ in 0..<12 {
            schedule.failed(since: Self.moment(now), at: Self.moment(now), jitter: 1)
            #expect(!schedule.isRetryDue(at: Self.moment(now)))
            #expect(schedule.due <= now + .seconds(30))
            let retry = schedule.retryAt ?? now
            pauses.append(retry - now)
            now = retry
            #expect(schedule.isRetryDue(at: Self.moment(now)))
        }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30].map { Duration.seconds($0) })
        // Ten minutes each: at most half of the time goes into what fails.
        schedule.failed(since: Self.moment(now), at: Self.moment(now + .seconds(600)), jitter: 1)
        #expect(schedule.retryAt == now + .seconds(1200))
        schedule.succeeded(since: Self.moment(now), at: Self.moment(now))
        #expect(schedule.failures == 0 && schedule.isRetryDue(at: Self.moment(now)))
    }

    @Test func `outside its window a model waits for the opening`() throws {
        let window = WeeklyWindow(days: Set(Weekday.allCases), start: 22 * 60, end: 6 * 60, zone: .gmt)
        // 1,800,000,000 is 08:00 UTC.
        var schedule = EvaluationSchedule(
            "churn", timing: Self.timing(.seconds(600), window: window), at: Self.moment(.zero))
        #expect(schedule.due == .seconds(14 * 3600))
        #expect(schedule.isPostponed)
        var looks = 0
        while schedule.due < .seconds(3 * 86_400) {
            let start = Self.moment(schedule.due)
            #expect(window.contains(start.date))
            schedule.looked(since: start, at: start)
            looks += 1
        }
        // Six an hour, eight hours, three nights, and one at each opening.
        #expect((144...147).contains(looks))
    }

    @Test func `another interval takes effect at once, and a look that is due stays due`() {
        let schedule = EvaluationSchedule("churn", timing: Self.timing(.seconds(3600)), at: Self.moment(.zero))
        #expect(
            schedule.changed(to: Self.timing(.seconds(10)), name: "churn", at: Self.moment(.seconds(1))).due
                <= .seconds(1))
        var later = schedule
        later.looked(since: Self.moment(.zero), at: Self.moment(.seconds(1)))
        #expect(later.due > .seconds(1800))
        let sooner = later.changed(to: Self.timing(.seconds(10)), name: "churn", at: Self.moment(.seconds(2)))
        #expect(sooner.due <= .seconds(12))
        #expect(later.changed(to: later.timing, name: "churn", at: Self.moment(.seconds(2))) == later)
    }
}
