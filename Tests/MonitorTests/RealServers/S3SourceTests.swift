import Checks
import Dataset
import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// Objects of a real server that checks signatures.
struct S3SourceTests {
    private static func csv(_ rows: Int) -> Data {
        Data(("x,genre\n" + String(repeating: "1,rock\n", count: rows)).utf8)
    }

    @Test func `an object, a prefix, a glob and a partitioned folder are data sets`() async throws {
        let server = try await RcloneServer()
        let parquet = try Data(contentsOf: Fixtures.packageRoot.appending(path: "examples/genres/current.parquet"))
        try server.put(parquet, at: "genres/current.parquet")
        for day in 1...3 {
            try server.put(Self.csv(day), at: "days/day=\(day)/a b+c.csv")
            try server.put(Self.csv(100), at: "days/day=\(day)/_SUCCESS")
        }
        let copies = DatasetCopies.temporary()
        func location(_ path: String) throws -> DatasetLocation { try .configured(server.keys("s3://logs/" + path)) }
        let object = try await copies.open(location("genres/current.parquet"))
        #expect(object.isColumnar && (object.recordedRowCount ?? 0) > 100)
        for path in ["days", "days/"] {
            #expect(try await copies.rowCount(location(path)) == 6)
            #expect(try await copies.open(location(path)).columns().map(\.name) == ["x", "genre", "day"])
        }
        #expect(try await copies.rowCount(location("days/day=[12]/*.csv")) == 3)
        #expect(try await copies.rowCount(location("days/**/*.csv")) == 6)
        let none = try await copies.complaint(location("nothing/here"))
        #expect(none.contains(#"no object of bucket "logs" has this key, or fits it, or is below it"#), "\(none)")
        try await server.stop()
    }

    @Test func `an object that is replaced is fetched again, the others are not`() async throws {
        let server = try await RcloneServer()
        try server.put(Self.csv(1), at: "a.csv")
        try server.put(Self.csv(2), at: "b.csv")
        let copies = DatasetCopies.temporary()
        let location = try DatasetLocation.configured(server.keys("s3://logs/*.csv"))
        let first = try await copies.look(location)
        #expect(try await copies.look(location) == first)
        #expect(first.text.split(separator: "\n").count == 2 && first.newestModification != nil)
        try server.put(Self.csv(5), at: "b.csv")
        let second = try await copies.look(location)
        #expect(second != first && second.text.split(separator: "\n")[0] == first.text.split(separator: "\n")[0])
        #expect(try await copies.rowCount(location) == 6)
        let single = try DatasetLocation.configured(server.keys("s3://logs/b.csv"))
        let before = try await copies.look(single)
        #expect(try await copies.look(single) == before)
        try server.put(Self.csv(7), at: "b.csv")
        #expect(try await copies.look(single) != before)
        #expect(try await copies.rowCount(single) == 7)
        try await server.stop()
    }

    @Test func `wrong keys, a wrong bucket and no credentials are told apart`() async throws {
        let server = try await RcloneServer()
        try server.put(Self.csv(1), at: "a.csv")
        let copies = DatasetCopies.temporary()
        let wrong = try await copies.complaint(
            try .configured(server.keys("s3://logs/a.csv", secretKey: "wrong-secret-key")))
        #expect(
            wrong.contains("cannot fetch s3://logs/a.csv: the signature does not match: check the secret access key"))
        #expect(wrong.contains("the configuration") && !wrong.contains("wrong-secret-key"), "\(wrong)")
        let unknown = try await copies.complaint(
            try .configured(
                "path: s3://logs/a.csv, s3: {endpoint: '\(server.url)', access_key_id: nobody-at-all, secret_access_key: abcdef}"
            ))
        #expect(unknown.contains("access key") || unknown.contains("denied"), "\(unknown)")
        let anonymous = try await copies.complaint(
            try .configured("path: s3://logs/a.csv, s3: {endpoint: '\(server.url)', anonymous: true}"))
        #expect(anonymous.contains("the store answers 400 UnsupportedAlgorithm"), "\(anonymous)")
        let bucket = try await copies.complaint(try .configured(server.keys("s3://nowhere/a.csv")))
        #expect(bucket.contains(#"there is no bucket "nowhere" at this endpoint"#), "\(bucket)")
        let nobody = try await copies.complaint(
            try .configured("path: s3://logs/a.csv, s3: {endpoint: '\(server.url)', profile: no-such-profile}"))
        #expect(nobody.contains(#"there is no profile "no-such-profile""#), "\(nobody)")
        try await server.stop()
    }

    /// A page of a listing has 1,000 keys, and the usual limit of open files is 1,024.
    @Test func `more objects than a page lists are all there`() async throws {
        let server = try await RcloneServer()
        for number in 0..<1_203 { try server.put(Self.csv(1), at: "many/\(number).csv") }
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        _ = unsafe getrlimit(resource, &limit)
        limit.rlim_cur = min(1024, limit.rlim_max)
        _ = unsafe setrlimit(resource, &limit)
        let location = try DatasetLocation.configured(server.keys("s3://logs/many/"))
        #expect(try await DatasetCopies.temporary().rowCount(location) == 1_203)
        try await server.stop()
    }

    @Test func `what is larger than allowed is not fetched`() async throws {
        let server = try await RcloneServer()
        for name in ["a.csv", "b.csv"] { try server.put(Self.csv(100), at: name) }
        let location = try DatasetLocation.configured(server.keys("s3://logs/", ", max_bytes: 1KB"))
        let complaint = try await DatasetCopies.temporary().complaint(location)
        #expect(complaint == "s3://logs/ is larger than 1024 bytes: set max_bytes to more if that is right")
        try await server.stop()
    }

    @Test func `a server that dies is a fault that names it`() async throws {
        let server = try await RcloneServer()
        try server.put(Self.csv(1), at: "a.csv")
        let copies = DatasetCopies.temporary()
        let location = try DatasetLocation.configured(server.keys("s3://logs/a.csv"))
        _ = try await copies.look(location)
        try await server.stop()
        await #expect(throws: DatasetError.self) { try await copies.look(location) }
        #expect(try await copies.complaint(location).contains("cannot fetch s3://logs/a.csv: "))
    }

    @Test func `an evaluation compares objects`() async throws {
        let server = try await RcloneServer()
        for side in ["reference", "current"] {
            let file = Fixtures.packageRoot.appending(path: "examples/genres/\(side).parquet")
            try server.put(try Data(contentsOf: file), at: "genres/\(side).parquet")
        }
        let folder = try TemporaryFolder()
        let secret = try folder.write(RcloneServer.secretKey + "\n", to: "secret")
        let access =
            "{endpoint: '\(server.url)', access_key_id: \(RcloneServer.accessKey), secret_access_key_file: \(secret)}"
        let text = """
            models:
              - name: m
                reference: {path: s3://logs/genres/reference.parquet, s3: \(access)}
                current: {path: s3://logs/genres/current.parquet, s3: \(access)}
            """
        let model = try Configuration(text: text).models[0]
        let local = try ModelConfiguration.genres(
            in: Fixtures.packageRoot.appending(path: "examples/genres").path())
        let found = try await model.evaluated().columns.map(\.drift)
        #expect(found.count > 10)
        #expect(try await local.evaluated().columns.count == found.count)
        try await server.stop()
    }
}
