/// The part of a work queue of Prefect that tells whether its runs are executed.
struct WorkQueue: Decodable, Sendable {
    let name: String
    let pool: String?
    let isPaused: Bool?
    let status: String?

    private enum CodingKeys: String, CodingKey {
        case name, status
        case pool = "work_pool_name"
        case isPaused = "is_paused"
    }
}
