import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

@testable import Monitor

/// The part of SageMaker that runs pipelines, as Amazon's documentation says that it behaves: it keeps to the client
/// request token and checks signatures, which moto does not.
final class SageMakerStub: Sendable {
    private struct State {
        var host = ""
        /// ARN by token, in the order of creation.
        var executions: [(token: String, name: String, arn: String)] = []
        var status = "Executing"
        var failureReason: String?
        /// The code and status with which the next calls are refused.
        var refusals: [(status: Int, code: String)] = []
    }

    private let state = Mutex(State())
    private let secretKey: String
    private let pageSize: Int

    init(secretKey: String = "secret", pageSize: Int = 100) {
        self.secretKey = secretKey
        self.pageSize = pageSize
    }

    /// How many executions there are.
    var count: Int { state.withLock { $0.executions.count } }

    /// What executions are from now on.
    func set(_ status: String, failureReason: String? = nil) {
        state.withLock { state in
            state.status = status
            state.failureReason = failureReason
        }
    }

    /// Refuses the next call.
    func refuse(_ status: Int, _ code: String) {
        state.withLock { $0.refusals.append((status, code)) }
    }

    /// Runs the closure against the stub; tells the calls.
    func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws -> [FakeServer.Call] {
        let server = FakeServer { try self.answer($0) }
        try await server.run { url async throws in
            self.state.withLock { $0.host = String(url.dropFirst("http://".count)) }
            try await body(url)
        }
        return server.calls
    }

    private func answer(_ call: FakeServer.Call) throws -> Response {
        try state.withLock { state in
            guard SignatureCheck(call, host: state.host).isValid(secretKey: secretKey) else {
                return try Self.refusal(403, "InvalidSignatureException")
            }
            if !state.refusals.isEmpty {
                let refusal = state.refusals.removeFirst()
                return try Self.refusal(refusal.status, refusal.code)
            }
            let body = try JSONDecoder().decode(JSONValue.self, from: call.body)
            switch call.target {
            case "StartPipelineExecution": return try start(body, &state)
            case "DescribePipelineExecution": return try describe(body, state)
            case "StopPipelineExecution": return try stop(body, &state)
            case "ListPipelineExecutions": return try list(body, state)
            default: return try Self.refusal(400, "UnknownOperationException")
            }
        }
    }

    private func start(_ body: JSONValue, _ state: inout State) throws -> Response {
        guard let token = body["ClientRequestToken"]?.string, (32...128).contains(token.count) else {
            return try Self.refusal(400, "ValidationException")
        }
        if let known = state.executions.first(where: { $0.token == token }) {
            return try Response(.ok, json: ["PipelineExecutionArn": known.arn])
        }
        let name = body["PipelineExecutionDisplayName"]?.string ?? ""
        let arn = "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/x/execution/\(state.executions.count)"
        state.executions.append((token, name, arn))
        return try Response(.ok, json: ["PipelineExecutionArn": arn])
    }

    private func describe(_ body: JSONValue, _ state: State) throws -> Response {
        guard state.executions.contains(where: { $0.arn == body["PipelineExecutionArn"]?.string }) else {
            return try Self.refusal(400, "ResourceNotFound")
        }
        var answer = ["PipelineExecutionStatus": state.status]
        answer["FailureReason"] = state.failureReason
        return try Response(.ok, json: answer)
    }

    private func stop(_ body: JSONValue, _ state: inout State) throws -> Response {
        guard state.status == "Executing", body["ClientRequestToken"]?.string?.count ?? 0 >= 32 else {
            return try Self.refusal(400, "ValidationException")
        }
        state.status = "Stopping"
        return try Response(.ok, json: ["PipelineExecutionArn": body["PipelineExecutionArn"]?.string])
    }

    private func list(_ body: JSONValue, _ state: State) throws -> Response {
        let first = body["NextToken"]?.string.flatMap { Int($0) } ?? 0
        let page = state.executions.reversed().dropFirst(first).prefix(pageSize).map { execution in
            JSONValue.object([
                "PipelineExecutionArn": .string(execution.arn), "PipelineExecutionDisplayName": .string(execution.name),
            ])
        }
        var answer: [String: JSONValue] = ["PipelineExecutionSummaries": .array(page)]
        if first + pageSize < state.executions.count { answer["NextToken"] = .string("\(first + pageSize)") }
        return try Response(.ok, json: answer)
    }

    private static func refusal(_ status: Int, _ code: String) throws -> Response {
        try Response(
            .init(code: status), json: ["__type": "com.amazonaws.sagemaker#\(code)", "message": "\(code) it is"])
    }
}

extension FakeServer.Call {
    /// The operation of SageMaker that is called.
    var target: String {
        let header = HTTPField.Name("X-Amz-Target").flatMap { headers[$0] } ?? ""
        return header.split(separator: ".").last.map(String.init) ?? ""
    }
}
