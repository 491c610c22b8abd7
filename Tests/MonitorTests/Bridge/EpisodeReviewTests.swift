import Foundation
import Testing

@testable import Monitor

struct EpisodeReviewTests {
    private static let alice = EpisodeReview.Mark(at: TestClock.at("10:00:00"), by: "operator:alice")
    private static let nothing = EpisodeReview()
    private static let acknowledged = EpisodeReview(acknowledgment: alice)
    private static let falsePositive = EpisodeReview(falsePositive: alice)
    private static let both = EpisodeReview(acknowledgment: alice, falsePositive: alice)

    private static let changes: [(EpisodeReview, EpisodeAction, Bool, EpisodeReview?)] = [
        (nothing, .acknowledge, true, acknowledged), (nothing, .acknowledge, false, nil),
        (acknowledged, .unacknowledge, true, nothing), (acknowledged, .unacknowledge, false, nil),
        (nothing, .unacknowledge, true, nothing), (nothing, .markFalsePositive, true, falsePositive),
        (nothing, .markFalsePositive, false, falsePositive), (falsePositive, .unmarkFalsePositive, false, nothing),
        (acknowledged, .markFalsePositive, false, both), (both, .unmarkFalsePositive, true, acknowledged),
        (both, .unacknowledge, true, falsePositive),
    ]

    @Test(arguments: changes)
    func `an action changes its own mark, and only while there is an alert that it is about`(
        review: EpisodeReview, action: EpisodeAction, isOpen: Bool, expected: EpisodeReview?
    ) {
        let after = review.applying(action, by: "operator:alice", at: TestClock.at("10:00:00"), isOpen: isOpen)
        #expect(after == expected)
    }

    @Test(arguments: [(acknowledged, EpisodeAction.acknowledge), (falsePositive, .markFalsePositive)])
    func `whoever says it first stays named`(review: EpisodeReview, action: EpisodeAction) {
        #expect(review.applying(action, by: "operator:bob", at: TestClock.at("11:00:00"), isOpen: true) == review)
    }

    @Test(arguments: [
        (nothing, true, [EpisodeAction.acknowledge, .markFalsePositive]), (nothing, false, [.markFalsePositive]),
        (both, true, [.unacknowledge, .unmarkFalsePositive]), (both, false, [.unmarkFalsePositive]),
    ])
    func `only what says something new is offered`(review: EpisodeReview, isOpen: Bool, expected: [EpisodeAction]) {
        #expect(review.possible(isOpen: isOpen) == expected)
    }

    @Test(arguments: [
        ("critical", AlertSeverity.critical), ("warning", .warning), ("info", .info), ("page", .other),
        ("Critical", .other), ("", .other),
    ])
    func `a severity is one of four, whatever a label says`(label: String, expected: AlertSeverity) {
        #expect(AlertSeverity(label: label) == expected)
        #expect(AlertSeverity(label: nil) == .other)
    }

    @Test(arguments: [
        (0, "0 s"), (0.4, "0 s"), (59.6, "1 min"), (61, "1 min 1 s"), (3600, "1 h"), (3605, "1 h"),
        (9000, "2 h 30 min"), (90_000, "1 d 1 h"), (86_400 * 3, "3 d"), (-5, "0 s"), (.infinity, "11574074 d 1 h"),
    ])
    func `a length of time has its two largest units`(seconds: Double, expected: String) {
        #expect(SpanText.of(seconds) == expected)
    }
}
