/// The part of a build that tells how far it is.
struct JenkinsBuild: Decodable, Sendable {
    /// What it is read from.
    static let tree = "building,result"

    let building: Bool?
    /// Pipelines set it before they end.
    let result: String?

    /// The state in words common to all engines.
    var runState: RunState {
        guard building != true, let result else { return .running("building") }
        return switch result {
        case "SUCCESS": .succeeded(result)
        case "ABORTED": .cancelled(result)
        default: .failed(result)
        }
    }
}
