/// The part of a job of Azure Machine Learning that tells how far it is.
struct AzureMLJob: Decodable, Sendable {
    struct Service: Decodable, Sendable {
        let endpoint: String?
    }

    struct Properties: Decodable, Sendable {
        let status: String?
        let services: [String: Service?]?
    }

    let properties: Properties

    /// The page of the job in the studio.
    var page: String? { EngineRun.page(properties.services?["Studio"]??.endpoint) }

    /// The state in words common to all engines.
    var runState: RunState {
        let status = properties.status ?? "Unknown"
        return switch status {
        case "Completed": .succeeded(status)
        case "Failed": .failed(status)
        case "Canceled": .cancelled(status)
        case "NotStarted", "Starting", "Provisioning", "Preparing", "Queued": .waiting(status)
        default: .running(status)
        }
    }
}
