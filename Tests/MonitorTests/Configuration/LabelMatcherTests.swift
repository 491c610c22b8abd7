import Testing

@testable import Monitor

struct LabelMatcherTests {
    @Test(
        arguments: [
            (#"severity="critical""#, ["severity": "critical"], true),
            (#"severity=critical"#, ["severity": "critical"], true),
            (#" severity = "critical" "#, ["severity": "critical"], true),
            (#"severity="critical""#, ["severity": "critical2"], false),
            (#"severity="""#, [:], true),
            (#"severity!="info""#, [:], true),
            (#"severity!="info""#, ["severity": "info"], false),
            (#"model=~"fraud|genre""#, ["model": "genre"], true),
            (#"model=~"fraud|genre""#, ["model": "genre-2"], false),
            (#"model=~"genre""#, ["model": "genre\n"], false),
            (#"model!~"test-.*""#, ["model": "test-1"], false),
            (#"model!~"test-.*""#, ["model": "fraud"], true),
            (#"note="a \"b\" c""#, ["note": "a \"b\" c"], true),
            (#"model=~"""#, [:], true),
        ] as [(String, [String: String], Bool)])
    func `labels are matched as Alertmanager matches them`(text: String, labels: [String: String], matches: Bool) throws
    {
        #expect(try LabelMatcher(text).matches(labels) == matches)
    }

    @Test(
        arguments: [
            ("severity", .noOperator), ("=x", .badLabelName("")), ("9a=x", .badLabelName("9a")),
            (#"a="x"#, .unclosedQuote), (#"a=~"[""#, .badExpression("[")),
        ] as [(String, LabelMatcherError)])
    func `a matcher that cannot be meant is refused`(text: String, error: LabelMatcherError) {
        #expect(throws: error) { try LabelMatcher(text) }
    }
}
