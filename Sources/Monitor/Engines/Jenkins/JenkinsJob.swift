/// The parameters that a job declares; Jenkins drops all others without a word.
struct JenkinsJob: Decodable, Sendable {
    /// What it is read from.
    static let tree = "property[parameterDefinitions[name]]"

    struct Property: Decodable, Sendable {
        let parameterDefinitions: [Definition]?
    }

    struct Definition: Decodable, Sendable {
        let name: String
    }

    let property: [Property]?

    var declared: Set<String> {
        Set((property ?? []).flatMap { $0.parameterDefinitions ?? [] }.map(\.name))
    }
}
