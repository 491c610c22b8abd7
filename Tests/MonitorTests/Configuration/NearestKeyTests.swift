import Testing

@testable import Monitor

struct NearestKeyTests {
    @Test(
        arguments: [
            ("treshold", "threshold"), ("thershold", "threshold"), ("Threshold", "threshold"), ("nmae", "name"),
            ("matchers", "match"), ("color", nil), ("", nil),
        ] as [(String, String?)])
    func `the key that was meant is found`(mistyped: String, meant: String?) {
        #expect(NearestKey.of(mistyped, among: ["threshold", "name", "match", "share"]) == meant)
    }
}
