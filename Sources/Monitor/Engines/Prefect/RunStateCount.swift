/// How many runs of Prefect are in one state.
struct RunStateCount: Decodable, Sendable {
    let stateType: String
    let count: Int

    private enum CodingKeys: String, CodingKey {
        case stateType = "state_type"
        case count = "count_runs"
    }
}
