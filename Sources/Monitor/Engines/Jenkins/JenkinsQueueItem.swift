/// An entry of Jenkins's queue; Jenkins keeps it for some minutes after it left the queue.
struct JenkinsQueueItem: Decodable, Sendable {
    /// What it is read from.
    static let tree = "cancelled,why,executable[number]"

    struct Executable: Decodable, Sendable {
        let number: Int?
    }

    let cancelled: Bool?
    /// What it waits for.
    let why: String?
    /// The build that it became.
    let executable: Executable?
}
