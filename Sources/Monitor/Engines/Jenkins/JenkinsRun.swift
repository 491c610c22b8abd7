/// What a run of Jenkins is called: its place in the queue at first, the number of its build from then on.
enum JenkinsRun: Equatable, CustomStringConvertible {
    case queued(Int)
    case build(Int)

    var description: String {
        switch self {
        case .queued(let item): "queue/\(item)"
        case .build(let number): "build/\(number)"
        }
    }

    /// Reads what ``description`` wrote.
    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        switch parts[0] {
        case "queue": self = .queued(number)
        case "build": self = .build(number)
        default: return nil
        }
    }

    /// Reads the address that Jenkins answers to a start; its host is not looked at, for it may not be ours.
    init?(location: String?) {
        guard let item = location?.firstMatch(of: /\/queue\/item\/(\d+)\/?$/)?.1, let number = Int(item) else {
            return nil
        }
        self = .queued(number)
    }
}
