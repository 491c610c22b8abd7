import Foundation
import Testing

@testable import Monitor

struct SilencePlanTests {
    private static let now = Date(timeIntervalSince1970: 1_795_216_515)
    private static let trigger = "01jdxk5v8h4m2n6p9q3r7s1t0w"

    private static func alert(_ fingerprint: String) -> SilencedAlert {
        SilencedAlert(
            trigger: trigger, policy: "p", fingerprint: fingerprint, labels: ["model": #"a"b"#, "alertname": "x"])
    }

    private static func silence(_ fingerprint: String, minutes: Double, state: String = "active") -> Silence {
        var silence = Silence(alert(fingerprint), from: now - 60, to: now + minutes * 60)
        silence.id = "id-" + fingerprint
        silence.status = Silence.Status(state: state)
        return silence
    }

    private static func plan(
        _ wanted: [SilencedAlert], _ present: [Silence], known: Set<String> = [trigger]
    ) -> SilencePlan {
        SilencePlan(wanted: wanted, present: present, known: known, at: now)
    }

    @Test func `an alert is silenced by all its labels, for a while`() throws {
        let plan = Self.plan([Self.alert("f")], [])
        let silence = try #require(plan.posted.first)
        #expect(silence.matchers.map(\.name) == ["alertname", "model"])
        #expect(silence.matchers.map(\.value) == ["x", #"a"b"#])
        #expect(silence.matchers.allSatisfy { !$0.isRegex && $0.isEqual == true })
        #expect(silence.end == Self.now + 600)
        #expect(silence.comment == "modelwatch: trigger \(Self.trigger) retrains, alert f")
        #expect(SilencedAlert.trigger(in: silence.comment) == Self.trigger)
        #expect(plan.ended.isEmpty)
    }

    @Test func `a silence is made longer before it ends, and no second one`() {
        #expect(Self.plan([Self.alert("f")], [Self.silence("f", minutes: 6)]).posted.isEmpty)
        let posted = Self.plan([Self.alert("f")], [Self.silence("f", minutes: 4)]).posted
        #expect(posted.map(\.id) == ["id-f"])
        #expect(posted.map(\.end) == [Self.now + 600])
    }

    @Test func `a silence that expired is made anew`() {
        for silence in [Self.silence("f", minutes: 9, state: "expired"), Self.silence("f", minutes: -1)] {
            #expect(Self.plan([Self.alert("f")], [silence]).posted.map(\.id) == [nil])
        }
    }

    @Test func `what is no longer wanted ends, if it is ours`() {
        let present = [Self.silence("f", minutes: 9), Self.silence("g", minutes: 9)]
        #expect(Self.plan([Self.alert("g")], present).ended == ["id-f"])
        #expect(Self.plan([], present, known: []).ended.isEmpty)
        #expect(SilencedAlert.trigger(in: "somebody's own words") == nil)
    }
}
