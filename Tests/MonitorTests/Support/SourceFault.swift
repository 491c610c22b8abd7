/// A server that does not give the data, and what users must be told of it.
struct SourceFault: Sendable {
    /// Where the servers of a test are.
    struct Servers: Sendable {
        let store: RcloneServer
        let database: PostgreSQLServer
        /// A web server that answers by the path.
        let web: String
        /// Where nobody listens.
        let closed: String
    }

    /// What is wrong, in a few words.
    let name: String
    /// A part of the message.
    let reason: String
    /// The keys of the configuration below `current`.
    let keys: @Sendable (Servers) -> String

    init(_ name: String, _ reason: String, keys: @escaping @Sendable (Servers) -> String) {
        self.name = name
        self.reason = reason
        self.keys = keys
    }
}
