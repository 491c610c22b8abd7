import Testing

@testable import Monitor

struct WebLocationTests {
    @Test(arguments: [
        (nil, nil, "", ""),
        ("https://example.org/", nil, "", ""),
        ("https://example.org/models/", nil, "/models", "/models"),
        ("/models", nil, "/models", "/models"),
        ("https://example.org/models", "/", "", "/models"),
        (nil, "inner/models/", "/inner/models", "/inner/models"),
        ("https://example.org/a/b", "/b", "/b", "/a/b"),
    ])
    func `routes and links begin as a reverse proxy has it`(
        external: String?, prefix: String?, routes: String, links: String
    ) throws {
        let location = try WebLocation(externalURL: external, routePrefix: prefix)
        #expect(location.routePrefix == routes)
        #expect(location.linkPrefix == links)
    }

    @Test(arguments: [
        "example.org", "ftp://example.org/", "https:///x", "https://user@example.org/", "https://example.org/?a=1",
        "https://example.org/#a", "https://example.org/{{title}}", "/%3Cscript%3E", "/a/../b", "/a b", "",
    ])
    func `what cannot be a place is refused`(external: String) {
        #expect(throws: WebLocationError.self) { try WebLocation(externalURL: external, routePrefix: nil) }
    }

    @Test(arguments: [("/metrics", "/metrics"), ("scrape/me/", "/scrape/me"), ("/metrics/all", "/metrics/all")])
    func `the metrics can be where nothing else is`(text: String, path: String) throws {
        #expect(try TelemetryPath(text).text == path)
    }

    @Test(arguments: [
        "/", "", "/config", "/-/ready", "/metrics/evidently", "/probe", "/triggers", "/api/v1/triggers", "/a b",
    ])
    func `and nowhere else`(text: String) {
        #expect(throws: WebLocationError.self) { try TelemetryPath(text) }
    }

    @Test(arguments: [
        ("localhost:80", true), ("127.0.0.1:80", true), ("127.8.8.8:80", true), ("[::1]:80", true), (":80", false),
        ("0.0.0.0:80", false), ("[::]:80", false), ("127.example.org:80", false), ("192.0.2.1:80", false),
        ("[2001:db8::1]:80", false),
    ])
    func `only addresses of this machine are taken for such`(text: String, isLoopback: Bool) throws {
        #expect(try #require(ListenAddress(text)).isLoopback == isLoopback)
    }

    @Test func `sockets of systemd are those of this process`() throws {
        let environment = ["LISTEN_PID": "77", "LISTEN_FDS": "0"]
        #expect(throws: ListenError.noSystemdSockets) {
            try SystemdSockets.inherited(environment: environment, process: 77)
        }
        for environment in [[:], ["LISTEN_PID": "76", "LISTEN_FDS": "1"], ["LISTEN_PID": "77"]] {
            #expect(throws: ListenError.noSystemdSockets) {
                try SystemdSockets.inherited(environment: environment, process: 77)
            }
        }
    }
}
