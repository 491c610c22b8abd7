/// One page of the runs of a Databricks job.
struct JobRunList: Decodable, Sendable {
    let runs: [JobRun]?
    /// What asks for the next page; empty or nil on the last.
    let next_page_token: String?
}
