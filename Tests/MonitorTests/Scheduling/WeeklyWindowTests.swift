import Foundation
import Testing

@testable import Monitor

/// The times at which evaluations may begin, across nights, weekends and changes of the clocks.
struct WeeklyWindowTests {
    private static func window(_ text: String) throws -> WeeklyWindow {
        let configuration = try Configuration(
            text: "global: {schedule: \(text)}\nmodels: [{name: m, reference: {path: a}, current: {path: b}}]")
        return try #require(configuration.global.evaluation.window)
    }

    private static func date(_ text: String) throws -> Date { try Date(text + "Z", strategy: .iso8601) }

    /// In 2026 Berlin's clocks go forward on 29 March at 01:00 UTC, and back on 25 October at 01:00 UTC.
    @Test(arguments: [
        // Over midnight, in winter and summer.
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-01-15T20:59:59", false),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-01-15T21:00:00", true),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-01-16T04:59:59", true),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-01-16T05:00:00", false),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-07-15T20:00:00", true),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-07-15T19:59:59", false),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-07-16T04:00:00", false),
        // The night in which the clocks go forward is an hour shorter, the other an hour longer.
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-03-29T03:59:59", true),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-03-29T04:00:00", false),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-10-25T04:59:59", true),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-10-25T05:00:00", false),
        // 02:30 does not exist on 29 March: the window opens when the clocks change.
        ("{window: '02:30-04:00', time_zone: Europe/Berlin}", "2026-03-29T00:59:59", false),
        ("{window: '02:30-04:00', time_zone: Europe/Berlin}", "2026-03-29T01:00:00", true),
        ("{window: '02:30-04:00', time_zone: Europe/Berlin}", "2026-03-29T02:00:00", false),
        // 02:15 to 02:45 comes twice on 25 October: from the first beginning to the last end.
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-25T00:14:59", false),
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-25T00:15:00", true),
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-25T01:00:00", true),
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-25T01:44:59", true),
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-25T01:45:00", false),
        // Days are those on which the window opens: Friday 16 January to Saturday morning.
        ("{window: '22:00-06:00', days: [friday]}", "2026-01-16T23:00:00", true),
        ("{window: '22:00-06:00', days: [friday]}", "2026-01-17T05:00:00", true),
        ("{window: '22:00-06:00', days: [friday]}", "2026-01-17T23:00:00", false),
        ("{window: '22:00-06:00', days: [friday]}", "2026-01-16T05:00:00", false),
        ("{days: [saturday, sunday]}", "2026-01-17T00:00:00", true),
        ("{days: [saturday, sunday]}", "2026-01-18T23:59:59", true),
        ("{days: [saturday, sunday]}", "2026-01-19T00:00:00", false),
        // The local day counts: Sunday evening in New York is Monday in UTC.
        ("{days: [sunday], time_zone: America/New_York}", "2026-01-19T03:00:00", true),
        ("{days: [sunday], time_zone: America/New_York}", "2026-01-19T05:00:00", false),
        ("{window: '12:00-12:30', time_zone: Asia/Kolkata}", "2026-01-15T06:45:00", true),
    ])
    func `it is open at the right times`(text: String, at: String, isOpen: Bool) throws {
        let window = try Self.window(text)
        let date = try Self.date(at)
        #expect(window.contains(date) == isOpen)
        #expect((window.nextOpening(from: date) == date) == isOpen)
    }

    @Test(arguments: [
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-01-15T12:00:00", "2026-01-15T21:00:00"),
        ("{window: '22:00-06:00', time_zone: Europe/Berlin}", "2026-03-29T12:00:00", "2026-03-29T20:00:00"),
        ("{window: '02:30-04:00', time_zone: Europe/Berlin}", "2026-03-28T12:00:00", "2026-03-29T01:00:00"),
        ("{window: '02:15-02:45', time_zone: Europe/Berlin}", "2026-10-24T12:00:00", "2026-10-25T00:15:00"),
        ("{window: '22:00-06:00', days: [friday]}", "2026-01-17T06:00:00", "2026-01-23T22:00:00"),
        // That Sunday the clocks leave the span out.
        (
            "{window: '02:15-02:45', days: [sunday], time_zone: Europe/Berlin}", "2026-03-23T00:00:00",
            "2026-04-05T00:15:00"
        ),
        ("{days: [monday]}", "2026-01-13T00:00:00", "2026-01-19T00:00:00"),
    ])
    func `the next opening is found`(text: String, from: String, opening: String) throws {
        #expect(try Self.window(text).nextOpening(from: Self.date(from)) == Self.date(opening))
    }

    /// Minute by minute over both changes of the clocks, in zones of either half of the earth and without a change.
    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "UTC"])
    func `opening and open agree at every quarter of an hour of a year`(zone: String) throws {
        for text in ["22:00-06:00", "02:15-02:45", "00:00-00:30", "23:30-24:00"] {
            let window = try Self.window("{window: '\(text)', time_zone: \(zone), days: [sunday, wednesday]}")
            var date = try Self.date("2026-01-01T00:00:00")
            let end = try Self.date("2027-01-01T00:00:00")
            while date < end {
                let opening = window.nextOpening(from: date)
                #expect((opening == date) == window.contains(date), "\(zone) \(text) \(date)")
                #expect(opening >= date && window.contains(opening), "\(zone) \(text) \(date)")
                #expect(opening.timeIntervalSince(date) < 15 * 86_400)
                date += 3600 * 1.75
            }
        }
    }

    @Test func `a schedule for one model goes before that for all`() throws {
        let configuration = try Configuration(
            text: """
                global: {schedule: {window: '01:00-02:00'}}
                models:
                  - {name: a, reference: {path: a}, current: {path: b}}
                  - {name: b, reference: {path: a}, current: {path: b}, schedule: {window: '03:00-04:00'}}
                """)
        let windows = configuration.models.map {
            EvaluationTiming($0.evaluation, else: configuration.global.evaluation).window?.start
        }
        #expect(windows == [60, 180])
    }
}
