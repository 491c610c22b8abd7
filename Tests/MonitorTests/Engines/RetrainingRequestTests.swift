import Testing

@testable import Monitor

struct RetrainingRequestTests {
    @Test func `every parameter of an alert has a name that the configuration knows`() throws {
        let request = try RetrainingRequest.testing()
        #expect(Set(request.parameters.keys) == RetrainingRequest.parameterNames)
        #expect(
            request.variables.keys.sorted() == request.parameters.keys.map { "MODELWATCH_\($0.uppercased())" }.sorted())
    }

    @Test func `a value is cut, and loses the character that no engine takes`() throws {
        let long = String(repeating: "é", count: 5_000)
        let request = try RetrainingRequest.testing(labels: ["model": "a\0b"], annotations: ["summary": long])
        #expect(request.variables["MODELWATCH_MODEL"] == "ab")
        #expect(request.texts(named: ["summary"]) == ["summary": String(long.prefix(4_096))])
    }

    @Test(
        arguments: [
            ("https://x/y", "https://x/y"), ("http://x", "http://x"), ("javascript:alert(1)", nil),
            ("data:text/html,x", nil), ("/runs/1", nil), (nil, nil),
        ] as [(String?, String?)])
    func `only an address that a browser may follow is a page`(text: String?, page: String?) {
        #expect(EngineRun.page(text) == page)
    }
}
