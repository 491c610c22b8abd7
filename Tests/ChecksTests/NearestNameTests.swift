import Testing

@testable import Checks

struct NearestNameTests {
    @Test(
        arguments: [
            ("treshold", "threshold"), ("thershold", "threshold"), ("Threshold", "threshold"), ("nmae", "name"),
            ("matchers", "match"), ("color", nil), ("", nil),
        ] as [(String, String?)])
    func `the name that was meant is found`(mistyped: String, meant: String?) {
        #expect(NearestName.of(mistyped, among: ["threshold", "name", "match", "share"]) == meant)
    }
}
