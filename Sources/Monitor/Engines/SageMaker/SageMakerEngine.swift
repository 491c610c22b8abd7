import Foundation

/// Runs retrainings as executions of an Amazon SageMaker pipeline.
///
/// The key goes to SageMaker as the client request token, with which a second call gives the first execution, and as
/// the display name, by which it is found.
struct SageMakerEngine: RetrainingEngine {
    private let client: SageMakerClient

    private struct Execution: Decodable {
        let PipelineExecutionArn: String
    }

    /// An operation without a result.
    private struct Nothing: Decodable {}

    init(_ client: SageMakerClient) {
        self.client = client
    }

    var idempotency: Idempotency { .key }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let body = PipelineExecutionStart(request, client.configuration)
            let execution: Execution = try await client.call("StartPipelineExecution", body)
            return .started(EngineRun(id: execution.PipelineExecutionArn, url: nil))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            let execution: PipelineExecution = try await client.call(
                "DescribePipelineExecution", ["PipelineExecutionArn": run.id])
            return RunReport(state: execution.runState)
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            // A token must have 32 characters at least, and one for each execution is enough.
            let token = "modelwatch-stop-" + StableHash.of([run.id]).prefix(32)
            let _: Nothing = try await client.call(
                "StopPipelineExecution", ["PipelineExecutionArn": run.id, "ClientRequestToken": token])
            return .accepted
        } catch EngineError.status(_, 404, _, _) {
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        var next: String?
        repeat {
            var question: [String: JSONValue] = [
                "PipelineName": .string(client.configuration.pipeline), "MaxResults": .integer(100),
                "SortBy": .string("CreationTime"), "SortOrder": .string("Descending"),
                "CreatedAfter": .integer(Int(max(0, moment.timeIntervalSince1970))),
            ]
            question["NextToken"] = next.map(JSONValue.string)
            let page: PipelineExecutionList = try await client.call("ListPipelineExecutions", question)
            if let found = page.executions.first(where: { $0.displayName == key }) {
                return EngineRun(id: found.arn, url: nil, isNew: false)
            }
            next = page.next
        } while next != nil
        return nil
    }
}
