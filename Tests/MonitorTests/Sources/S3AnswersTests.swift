import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// What other stores than the real one of the tests answer, in the words of Amazon's documentation.
struct S3AnswersTests {
    private static func error(_ code: String, _ more: String = "") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>\(code)</Code><Message>In their words</Message>\(more)</Error>"
    }

    @Test(
        arguments: [
            (
                403, error("AccessDenied"),
                "access is denied to the credentials from the configuration: they need s3:GetObject"
            ),
            (403, error("InvalidAccessKeyId"), "the store does not know the access key of the credentials"),
            (400, error("ExpiredToken"), "the session token of the credentials from the configuration has expired"),
            (
                301, error("PermanentRedirect", "<Region>eu-west-1</Region>"),
                "in another region than us-east-1: set region: eu-west-1"
            ),
            (403, error("RequestTimeTooSkewed"), "the clock of this machine differs too much"),
            (503, error("SlowDown"), "cannot serve now (SlowDown)"),
            (400, error("SomethingNew"), "the store answers 400 SomethingNew: In their words"),
            (403, "", "access is denied"),
            (418, "<html>", "the store answers 418"),
            (200, "<html></html>", "answers a listing with something else (is the endpoint one of S3?)"),
        ] as [(Int, String, String)])
    func `errors are put into words`(status: Int, body: String, words: String) async throws {
        let server = FakeServer { _ in
            Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: body)))
        }
        try await server.run { url async throws in
            let location = try DatasetLocation.configured(
                "path: s3://b/logs/, s3: {endpoint: '\(url)', access_key_id: a, secret_access_key: b}")
            let complaint = try await DatasetCopies.temporary().complaint(location)
            #expect(complaint.contains(words), "\(complaint)")
        }
    }

    /// The object is another one than was listed a moment ago.
    @Test func `an object replaced between listing and fetching is a change`() async throws {
        let listing = """
            <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>logs/a.csv</Key><Size>8</Size>\
            <ETag>&quot;one&quot;</ETag></Contents></ListBucketResult>
            """
        let server = FakeServer { call in
            let isListing = call.path.contains("list-type=2")
            return Response(
                status: .ok, headers: [.eTag: "\"two\""],
                body: .init(byteBuffer: ByteBuffer(string: isListing ? listing : "x,y\n1,2\n")))
        }
        try await server.run { url async throws in
            let location = try DatasetLocation.configured(
                "path: s3://b/logs/, s3: {endpoint: '\(url)', anonymous: true}")
            let complaint = try await DatasetCopies.temporary().complaint(location)
            #expect(complaint == "s3://b/logs/a.csv was replaced while it was read; it will be read again")
        }
        #expect(server.calls.allSatisfy { $0.headers[.authorization] == nil })
    }
}
