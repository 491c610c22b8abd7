import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import Transfers

@testable import Monitor

/// Tokens of Airflow 3, from a server that counts what it gave.
struct AirflowLoginTests {
    /// Gives tokens that end at a moment, and takes the newest only.
    private final class TokenServer: Sendable {
        private let given = Mutex(0)
        private let end: TimeInterval

        init(end: TimeInterval) {
            self.end = end
        }

        var count: Int { given.withLock { $0 } }

        /// Makes the tokens that were given worthless.
        func rotate() { given.withLock { $0 += 1 } }

        private func token(_ number: Int) -> String {
            let claims = Data(#"{"exp": \#(end), "n": \#(number)}"#.utf8).base64EncodedString()
            return
                "e30.\(claims.replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")).\(number)"
        }

        var server: FakeServer {
            FakeServer { call in
                if call.path == "/auth/token" {
                    guard String(decoding: call.body, as: UTF8.self).contains(#""password":"right""#) else {
                        return try RecordedAnswer.of("airflow3/01_token_bad")
                    }
                    let number = self.given.withLock { count in
                        count += 1
                        return count
                    }
                    return try Response(.created, json: ["access_token": self.token(number)])
                }
                guard call.headers[.authorization] == "Bearer \(self.token(self.count))" else {
                    return try RecordedAnswer.of("airflow3/05_badtoken")
                }
                return try RecordedAnswer.of("airflow3/18_poll")
            }
        }
    }

    private static func engine(
        _ url: String, password: String = "right", version: String = "3"
    ) throws -> any RetrainingEngine {
        let text = """
            airflow: {url: '\(url)', dag: retrain, version: '\(version)', basic_auth: {username: admin, password: \(password)}}
            """
        return try EngineConfiguration(text: text).engine()
    }

    private static let run = EngineRun(id: "r", url: nil)

    @Test func `a token is used until shortly before its end`() async throws {
        for (end, logins) in [(Date().timeIntervalSince1970 + 3600, 1), (Date().timeIntervalSince1970 + 30, 3)] {
            let tokens = TokenServer(end: end)
            try await tokens.server.run { url async throws in
                let engine = try Self.engine(url)
                for _ in 0..<3 { #expect(try await engine.poll(Self.run).state == .succeeded("success")) }
            }
            #expect(tokens.count == logins)
        }
    }

    @Test func `a token that is refused is replaced once`() async throws {
        let tokens = TokenServer(end: Date().timeIntervalSince1970 + 3600)
        try await tokens.server.run { url async throws in
            let engine = try Self.engine(url)
            _ = try await engine.poll(Self.run)
            tokens.rotate()
            #expect(try await engine.poll(Self.run).state == .succeeded("success"))
        }
        #expect(tokens.count == 3)
    }

    @Test(
        arguments: [
            ("07_viewer_trigger", "403: Forbidden"), ("04_noauth", "401: Not authenticated"),
            ("06_basic", "401: Not authenticated"),
        ])
    func `a user who may not is asked twice and told so`(recording: String, reason: String) async throws {
        let server = FakeServer { call in
            try RecordedAnswer.of("airflow3/" + (call.path == "/auth/token" ? "02_token" : recording))
        }
        let outcome = try await server.run { url async throws in try await Self.engine(url).start(.testing()) }
        #expect(outcome == .unauthorized("Airflow answered \(reason)"))
        #expect(server.calls.count { $0.path == "/auth/token" } == 2)
        #expect(server.calls.count { $0.path.hasSuffix("/dagRuns") } == 2)
    }

    @Test func `a wrong password locks us out`() async throws {
        let tokens = TokenServer(end: 0)
        let outcome = try await tokens.server.run { url async throws in
            try await Self.engine(url, password: "wrong").start(.testing())
        }
        #expect(outcome == .unauthorized("the login is refused with 401"))
    }

    @Test(arguments: ["01_noauth", "02_bad"])
    func `version 2 gets the name and the password themselves`(recording: String) async throws {
        let server = FakeServer { _ in try RecordedAnswer.of("airflow2/\(recording)") }
        let outcome = try await server.run { url async throws in
            try await Self.engine(url, version: "2").start(.testing())
        }
        #expect(outcome == .unauthorized("Airflow answered 403: Forbidden"))
        #expect(
            server.calls.map { $0.headers[.authorization] } == [
                "Basic \(Data("admin:right".utf8).base64EncodedString())"
            ])
    }

    @Test func `a token that does not tell its end is used for an hour`() throws {
        let now = Date(timeIntervalSince1970: 1000)
        let login = AirflowLogin(url: "", username: "", password: .text(""))
        for token in ["opaque", "a.b.c", "e30.e30.x"] {
            let answer = Data(#"{"access_token": "\#(token)"}"#.utf8)
            #expect(
                login.token(in: answer, at: now) == AccessToken(text: token, end: Date(timeIntervalSince1970: 4600)))
        }
        for answer in ["{}", #"{"access_token": ""}"#, "<html>"] {
            #expect(login.token(in: Data(answer.utf8), at: now) == nil)
        }
    }
}
