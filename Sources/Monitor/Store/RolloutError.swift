/// A rollout that cannot be changed as it was asked for.
enum RolloutError: Error, Equatable, CustomStringConvertible {
    case none(model: String)
    case running(model: String, candidate: String)
    case over(model: String, RolloutState)
    case unknownMetric(String, known: [String])

    var description: String {
        switch self {
        case .none(let model): "the model \(model) has no rollout"
        case .running(let model, let candidate):
            "the model \(model) has a rollout of version \(candidate): let it end, or roll it back first"
        case .over(let model, let state): "the rollout of the model \(model) is over: it is \(state.rawValue)"
        case .unknownMetric(let name, let known):
            "the plan has no metric \(name)" + (known.isEmpty ? "" : ", but \(known.joined(separator: ", "))")
        }
    }
}
