import Testing

@testable import Monitor

struct TokenBucketTests {
    /// Who passes of those who come at these moments.
    private func passed(_ bucket: TokenBucket, at milliseconds: [Int]) -> [Bool] {
        var bucket = bucket
        return milliseconds.map { bucket.take(at: .milliseconds($0)) }
    }

    @Test func `a burst passes, then one for each interval`() {
        let bucket = TokenBucket(interval: .seconds(1), burst: 3)
        #expect(passed(bucket, at: [0, 0, 0, 0, 0]) == [true, true, true, false, false])
        #expect(passed(bucket, at: [0, 0, 0, 900, 1000, 1900, 2000]) == [true, true, true, false, true, false, true])
    }

    @Test func `a pause refills it, and no more than that`() {
        let bucket = TokenBucket(interval: .milliseconds(100), burst: 2)
        #expect(passed(bucket, at: [0, 3_600_000, 3_600_000, 3_600_000]) == [true, true, true, false])
    }

    @Test func `time that runs backwards gives nothing`() {
        let bucket = TokenBucket(interval: .seconds(1), burst: 1)
        #expect(passed(bucket, at: [10_000, 5000, 5000]) == [true, false, false])
    }

    @Test(arguments: [
        ("1s", 1000), ("0", 0), ("1.5h", 5_400_000), ("1m30s", 90_000), ("250ms", 250), ("2000us", 2), ("3000000ns", 3),
    ])
    func `durations are read as Go reads them`(text: String, milliseconds: Int) {
        #expect(GoDuration(text)?.duration == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "1", "1d", "s", "-1s", "1 s", "1..2s", "99999999999999h"])
    func `other texts are no durations`(text: String) {
        #expect(GoDuration(text) == nil)
    }
}
