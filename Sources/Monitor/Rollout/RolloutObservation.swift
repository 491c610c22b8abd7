/// One prediction of one arm, as the serving code saw it.
struct RolloutObservation: Sendable, Equatable, Decodable {
    let arm: RolloutArm
    /// Whether it failed; false by default.
    let isError: Bool
    /// What was measured of it, by the names of the plan.
    let values: [String: Double]

    private enum CodingKeys: String, CodingKey {
        case arm, values
        case isError = "error"
    }

    init(_ arm: RolloutArm, isError: Bool = false, values: [String: Double] = [:]) {
        self.arm = arm
        self.isError = isError
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        arm = try container.decode(RolloutArm.self, forKey: .arm)
        isError = try container.decodeIfPresent(Bool.self, forKey: .isError) ?? false
        values = try container.decodeIfPresent([String: Double].self, forKey: .values) ?? [:]
    }
}
