import Foundation
import Testing

@testable import Monitor

struct ULIDTests {
    @Test func `the time is in the first ten characters`() {
        // Recomputed by hand from the specification: 1469922850259 ms is 01ARZ3NDEK in base 32 (github.com/ulid/spec).
        #expect(ULID(at: Date(timeIntervalSince1970: 1_469_922_850.259)).description.hasPrefix("01arz3ndek"))
    }

    @Test func `a key has 32 characters that every engine takes`() {
        let key = TriggerRecord.key(id: ULID(at: Date()), attempt: 1)
        #expect(key.count == 32)
        #expect(key.wholeMatch(of: /rt-[0-9a-hjkmnp-tv-z]{26}-a1/) != nil)
    }

    @Test func `a thousand of one moment all differ`() {
        let time = Date()
        #expect(Set((0..<1000).map { _ in ULID(at: time) }).count == 1000)
    }
}
