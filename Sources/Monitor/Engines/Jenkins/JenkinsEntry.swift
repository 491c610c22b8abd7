/// An entry of the queue or a build, with the parameters by which ours is known.
struct JenkinsEntry: Decodable, Sendable {
    struct Action: Decodable, Sendable {
        let parameters: [Parameter]?
    }

    struct Parameter: Decodable, Sendable {
        let name: String
        /// Not text in the parameters of others.
        let value: JSONValue?
    }

    /// The place in the queue; not that of a build.
    let id: Int?
    /// The number of the build; nil of an entry of the queue.
    let number: Int?
    /// The place in the queue that a build had.
    let queueId: Int?
    let actions: [Action]?

    /// The queue.
    struct Queue: Decodable, Sendable {
        static let tree = "items[id,actions[parameters[name,value]]]"

        let items: [JenkinsEntry]
    }

    /// The newest hundred builds of a job.
    struct Builds: Decodable, Sendable {
        static let tree = "builds[number,queueId,actions[parameters[name,value]]]{0,100}"

        let builds: [JenkinsEntry]
    }

    func has(_ key: String) -> Bool {
        (actions ?? []).flatMap { $0.parameters ?? [] }
            .contains { $0.name == JenkinsEngine.keyParameter && $0.value == .string(key) }
    }
}
