import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Transfers

@testable import Monitor

struct SageMakerEngineTests {
    private static func engine(
        _ url: String, _ settings: String = "secret_access_key: secret", with tools: EngineTools = .testing
    ) throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                sagemaker: {endpoint: "\(url)", region: eu-west-1, pipeline: fraud-retrain, timeout: 2s,
                  access_key_id: AKIDEXAMPLE, \(settings)}
                """
        ).engine(with: tools)
    }

    private static let run = EngineRun(
        id: "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/x/execution/0", url: nil)

    @Test func `the key is token and name, and a second call starts nothing`() async throws {
        let stub = SageMakerStub()
        let calls = try await stub.run { url async throws in
            let engine = try Self.engine(
                url,
                "secret_access_key: secret, session_token: tok, parameters: {Epochs: 20, Why: '{{ labels.feature }}'}")
            let request = try RetrainingRequest.testing(labels: ["model": "fraud", "feature": #"a"b"#])
            #expect(await engine.start(request) == .started(Self.run))
            #expect(await engine.start(request) == .started(Self.run))
        }
        #expect(stub.count == 1)
        let body = #"""
            {"ClientRequestToken":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","PipelineExecutionDisplayName":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","PipelineName":"fraud-retrain","PipelineParameters":[{"Name":"Epochs","Value":"20"},{"Name":"Why","Value":"a\"b"},{"Name":"model","Value":"fraud"},{"Name":"trigger","Value":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"}]}
            """#
        #expect(calls.map { String(decoding: $0.body, as: UTF8.self) } == [body, body])
        #expect(calls.allSatisfy { $0.path == "/" && $0.headers[.contentType] == "application/x-amz-json-1.1" })
    }

    @Test func `a run is followed, stopped and found`() async throws {
        let stub = SageMakerStub(pageSize: 1)
        _ = try await stub.run { url async throws in
            let engine = try Self.engine(url)
            for attempt in 1...3 {
                _ = try await engine.start(.testing(key: "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a\(attempt)"))
            }
            #expect(try await engine.find(key: "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1", since: .now)?.id == Self.run.id)
            #expect(try await engine.find(key: "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a9", since: .now) == nil)
            #expect(try await engine.poll(Self.run).state == .running("Executing"))
            #expect(try await engine.cancel(Self.run) == .accepted)
            #expect(try await engine.poll(Self.run).state == .running("Stopping"))
            stub.set("Stopped")
            #expect(try await engine.poll(Self.run).state == .cancelled("Stopped"))
            #expect(try await engine.cancel(Self.run) == .accepted)
            stub.set("Failed", failureReason: "ClientError: step train")
            #expect(try await engine.poll(Self.run).state == .failed("Failed: ClientError: step train"))
            stub.set("Succeeded")
            #expect(try await engine.poll(Self.run).state == .succeeded("Succeeded"))
            #expect(try await engine.poll(EngineRun(id: "arn:other", url: nil)).state == .missing)
        }
    }

    @Test(
        arguments: [
            (
                400, "ThrottlingException",
                .unavailable("SageMaker answered 429: ThrottlingException: ThrottlingException it is")
            ),
            (
                400, "ResourceLimitExceeded",
                .unavailable("SageMaker answered 429: ResourceLimitExceeded: ResourceLimitExceeded it is")
            ),
            (
                400, "ValidationException",
                .refused("SageMaker answered 400: ValidationException: ValidationException it is")
            ),
            (400, "ResourceNotFound", .refused("SageMaker answered 404: ResourceNotFound: ResourceNotFound it is")),
            (
                400, "AccessDeniedException",
                .unauthorized("SageMaker answered 403: AccessDeniedException: AccessDeniedException it is")
            ),
            (
                500, "InternalFailure",
                .ambiguous("SageMaker answered 500: InternalFailure: InternalFailure it is")
            ),
        ] as [(Int, String, StartOutcome)])
    func `the code of an error tells what it means`(status: Int, code: String, expected: StartOutcome) async throws {
        let stub = SageMakerStub()
        _ = try await stub.run { url async throws in
            stub.refuse(status, code)
            #expect(try await Self.engine(url).start(.testing()) == expected)
        }
    }

    @Test func `a wrong key locks out, credentials that ended are looked up once more`() async throws {
        let stub = SageMakerStub()
        _ = try await stub.run { url async throws in
            guard case .unauthorized = try await Self.engine(url, "secret_access_key: x").start(.testing()) else {
                Issue.record("expected to be locked out")
                return
            }
            stub.refuse(400, "ExpiredTokenException")
            #expect(try await Self.engine(url).start(.testing()) == .started(Self.run))
        }
    }

    @Test func `what moto answers is read`() async throws {
        let server = FakeServer { call in
            switch call.target {
            case "StartPipelineExecution": try RecordedAnswer.of("moto/02_start")
            case "DescribePipelineExecution": try RecordedAnswer.of("moto/04_describe")
            default: try RecordedAnswer.of("moto/05_list")
            }
        }
        let arn = "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/fraud-retrain/execution/htcpf6ud8gv2"
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            #expect(try await engine.start(.testing()) == .started(EngineRun(id: arn, url: nil)))
            #expect(try await engine.poll(EngineRun(id: arn, url: nil)).state == .succeeded("Succeeded"))
            #expect(try await engine.find(key: "drift-15b3fe95", since: .now)?.id == arn)
        }
        let unknown = FakeServer { _ in try RecordedAnswer.of("moto/06_unknown") }
        try await unknown.run { url async throws in
            #expect(
                try await Self.engine(url).start(.testing())
                    == .refused(
                        "SageMaker answered 400: ValidationException: Could not find pipeline with PipelineName nope."))
        }
        let forgotten = FakeServer { _ in try RecordedAnswer.of("moto/12_describe_unknown") }
        try await forgotten.run { url async throws in
            // Amazon says ResourceNotFound; of an answer that does not, nothing is concluded.
            await #expect(throws: EngineError.self) { try await Self.engine(url).poll(EngineRun(id: arn, url: nil)) }
        }
    }
}
