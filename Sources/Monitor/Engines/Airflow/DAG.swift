/// The part of an Airflow DAG that keeps runs from beginning.
struct DAG: Decodable, Sendable {
    /// A paused DAG takes runs and leaves them queued.
    let isPaused: Bool

    private enum CodingKeys: String, CodingKey {
        case isPaused = "is_paused"
    }
}
