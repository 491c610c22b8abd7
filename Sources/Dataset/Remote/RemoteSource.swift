/// Data that have to be fetched before they can be read.
protocol RemoteSource: Sendable {
    /// What people and logs may see of it.
    var description: String { get }
    /// The folder in which the names of all parts begin; empty where parts have none.
    var folder: String { get }

    /// Fetches the data as they are now.
    ///
    /// - Parameter known: What was fetched last; its parts may be used again where they have not changed.
    func fetch(after known: RemoteCopy?, with fetching: Fetching) throws(DatasetError) -> RemoteCopy
}

extension RemoteSource {
    /// None: what is fetched has no folders.
    var folder: String { "" }
}
