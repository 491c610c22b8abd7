/// The body of Databricks' `jobs/run-now`.
struct JobRunStart: Encodable, Sendable {
    struct Queue: Encodable, Sendable {
        let enabled = true
    }

    let job_id: Int
    let idempotency_token: String
    let job_parameters: [String: String]
    /// A run waits for its turn; without it, one above the job's limit would be skipped.
    let queue = Queue()

    init(_ request: RetrainingRequest, _ configuration: DatabricksConfiguration) {
        job_id = configuration.job
        idempotency_token = request.key
        job_parameters = configuration.parameters.texts(for: request)
    }
}
