import Checks
import Dataset
import Foundation
import NIOPosix
import Statistics
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// Rows of real databases.
struct DatabaseSourceTests {
    init() throws { try ADBCDrivers.makeKnown() }

    @Test func `the types of PostgreSQL are columns`() async throws {
        let server = try await PostgreSQLServer()
        try await server.execute(
            """
            create table predictions (
                id bigint, price numeric, score float8, ratio real, small int2, genre text, is_paid boolean,
                at timestamptz, day date, tags int[], pause interval, nothing text);
            insert into predictions values
                (1, 12.50, 0.5, 0.25, 1, 'rock', true, '2024-01-01 10:00+00', '2024-01-01', '{1,2}', '1 day', null),
                (2, null, null, null, null, null, null, null, null, null, null, null),
                (3, 'NaN', 1e300, -1, -2, 'blues', false, '2024-01-02 10:00+02', '2024-01-02', null, null, null);
            create schema "Odd"; create table "Odd"."Tab le" (x int); insert into "Odd"."Tab le" values (7);
            """)
        let copies = DatasetCopies.temporary()
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)'"
        let dataset = try await copies.open(try .configured(keys + ", table: predictions"))
        let types = Dictionary(uniqueKeysWithValues: try dataset.columns().map { ($0.name, $0.type) })
        #expect(types["id"] == .int64 && types["price"] == .float64 && types["score"] == .float64)
        #expect(types["ratio"] == .float32 && types["small"] == .int16 && types["is_paid"] == .boolean)
        #expect(types["at"] == .timestamp(.microseconds, zone: "UTC") && types["day"] == .date(.days))
        #expect(types["genre"] == .utf8 && types["tags"]?.unsupportedReason != nil)
        #expect(types["pause"]?.unsupportedReason != nil)
        let prices = try await NIOThreadPool.singleton.runIfActive {
            var profile = ColumnProfile(kind: .numerical)
            let stream = try dataset.stream(["price"])
            while let batch = try stream.next() { try profile.update(batch.column(0)) }
            return profile
        }
        guard case .numerical(let profile) = prices else { return }
        // A number that is none counts as missing.
        let sample = try SortedSample(profile)
        #expect(profile.missingCount == 2 && sample.count == 1 && sample[0] == 12.5)
        #expect(try await copies.rowCount(.configured(keys + ", table: 'Odd.Tab le'")) == 1)
        #expect(
            try await copies.rowCount(.configured(keys + ", query: 'select id from predictions where id > 1'")) == 2)
        try await server.stop()
    }

    @Test func `what is wrong is told in the words of the database, without secrets`() async throws {
        let server = try await PostgreSQLServer()
        try await server.execute("create table t (x int); insert into t values (1)")
        let copies = DatasetCopies.temporary()
        let folder = try TemporaryFolder()
        let secret = try folder.write("guessed-wrong\n", to: "password")
        let wrong = try await copies.complaint(
            .configured("path: '\(server.url)', password_file: \(secret), table: t"))
        #expect(wrong.contains("password authentication failed for user \"watcher\""), "\(wrong)")
        #expect(!wrong.contains("guessed-wrong"))
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)'"
        for (query, words) in [
            ("table: nothing", #"relation "nothing" does not exist"#),
            ("query: 'selec 1'", #"syntax error at or near "selec""#),
            ("query: 'delete from t'", "read-only transaction"),
            ("query: 'select pg_sleep(60)', timeout: 500ms", "the query took longer than timeout"),
            ("query: 'select generate_series(1, 10000000) x', max_bytes: 1MB", "is larger than 1048576 bytes"),
        ] {
            let complaint = try await copies.complaint(.configured("\(keys), \(query)"))
            #expect(
                complaint.contains(words) || (words.contains("timeout") && complaint.contains("statement timeout")),
                "\(complaint)")
            #expect(!complaint.contains(PostgreSQLServer.password) && !complaint.contains("pass%2F"))
        }
        try await server.stop()
        let gone = try await copies.complaint(.configured(keys + ", table: t"))
        #expect(gone.contains("refused") && !gone.contains(PostgreSQLServer.password), "\(gone)")
    }

    @Test func `a query is given up when told to stop, and fails when the server dies`() async throws {
        let server = try await PostgreSQLServer()
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)'"
        let slow = try DatasetLocation.configured(keys + ", query: 'select pg_sleep(100)'")
        let cancellation = Cancellation()
        async let stop: Void = {
            try await Task.sleep(for: .milliseconds(400))
            cancellation.cancel()
        }()
        let start = ContinuousClock.now
        await #expect(throws: DatasetError.cancelled) { try await DatasetCopies.temporary().look(slow, cancellation) }
        #expect(start.duration(to: .now) < .seconds(20))
        try await stop
        let endless = try DatasetLocation.configured(
            keys + ", query: 'select x, pg_sleep(0.001) from generate_series(1, 1000000) x'")
        async let death: Void = {
            try await Task.sleep(for: .seconds(1))
            try await server.stop()
        }()
        let complaint = try await DatasetCopies.temporary().complaint(endless)
        try await death
        #expect(complaint.hasPrefix("cannot fetch \(server.url): "), "\(complaint)")
    }

    @Test func `a million rows pass through little memory`() async throws {
        let server = try await PostgreSQLServer()
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)'"
        let before = try Self.peakMemory()
        let location = try DatasetLocation.configured(
            keys
                + ", query: 'select x, x * 0.5::float8 y, ''genre '' || x % 10 g, now() t from generate_series(1, 1000000) x'"
        )
        #expect(try await DatasetCopies.temporary().rowCount(location) == 1_000_000)
        // The rows take 45 MB; 16 MB come at a time.
        #expect(try Self.peakMemory() - before < 200 << 20)
        try await server.stop()
    }

    @Test func `rows are compared again when the version or they themselves change`() async throws {
        let server = try await PostgreSQLServer()
        try await server.execute(
            "create table t (x int); insert into t values (1); create table v (n int); insert into v values (1)")
        let copies = DatasetCopies.temporary()
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)', table: t"
        let plain = try DatasetLocation.configured(keys)
        let versioned = try DatasetLocation.configured(keys + ", version_query: 'select max(n) from v'")
        let first = (try await copies.look(plain), try await copies.look(versioned))
        #expect(try await copies.look(plain) == first.0)
        try await server.execute("insert into t values (2)")
        #expect(try await copies.look(plain) != first.0)
        #expect(try await copies.look(versioned) == first.1)
        try await server.execute("update v set n = 2")
        #expect(try await copies.look(versioned) != first.1)
        #expect(try await copies.rowCount(versioned) == 2)
        try await server.stop()
    }

    @Test func `a window and a sample are of the rows that the query gave`() async throws {
        let server = try await PostgreSQLServer()
        try await server.execute(
            """
            create table t as
                select n, timestamptz '2020-01-01 12:00+00' - n * interval '1 minute' seen_at
                from generate_series(0, 1999) n order by md5(n::text)
            """)
        let keys = "path: '\(server.url)', password: '\(PostgreSQLServer.password)', table: t"
        let configuration = try Configuration(
            text: """
                models:
                  - name: m
                    reference: {\(keys), sampling: {rows: 500}}
                    current: {\(keys), window: {rows: 100}}
                    columns: {timestamp: seen_at}
                """)
        let evaluation = try await #require(configuration.models.first).evaluated()
        #expect(evaluation.rows.reference.rowCount == 500 && evaluation.rows.current.rowCount == 100)
        #expect(evaluation.means(of: "n")["current"] == 49.5)
        try await server.stop()
    }

    @Test func `any driver may be named, by its name or its path`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path("x.db")
        let script =
            "import sqlite3; c = sqlite3.connect('\(file)'); c.execute('create table t (a int, b text)'); "
            + "c.executemany('insert into t values (?, ?)', [(1, 'x'), (2, 'y')]); c.commit()"
        _ = try await ChildProcess.output("/usr/bin/python3", ["-c", script])
        let copies = DatasetCopies.temporary()
        for driver in ["sqlite", try ADBCDrivers.path("sqlite")] {
            let location = try DatasetLocation.configured("adbc: {driver: \(driver), uri: '\(file)', table: t}")
            #expect(try await copies.rowCount(location) == 2)
        }
        let unknown = try await copies.complaint(.configured("adbc: {driver: nothing, uri: x, table: t}"))
        #expect(
            unknown.contains("there is no ADBC driver nothing: install it (pip install adbc-driver-nothing)"),
            "\(unknown)")
        let other = try await copies.complaint(.configured("adbc: {driver: /etc/hostname, uri: x, table: t}"))
        #expect(other.contains("the driver cannot be loaded"), "\(other)")
    }

    private static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1])) << 10
    }
}
