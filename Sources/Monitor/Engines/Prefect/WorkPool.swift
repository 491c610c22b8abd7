/// The part of a work pool of Prefect that tells whether its runs are executed.
struct WorkPool: Decodable, Sendable {
    let name: String
    let isPaused: Bool?
    let status: String?

    private enum CodingKeys: String, CodingKey {
        case name, status
        case isPaused = "is_paused"
    }
}
