/// Data that have to be fetched before they can be read.
protocol RemoteSource: Sendable {
    /// What people and logs may see of it.
    var description: String { get }

    /// Fetches the data as they are now.
    ///
    /// - Parameter known: What was fetched last; its parts may be used again where they have not changed.
    func fetch(after known: RemoteCopy?, with fetching: Fetching) throws(DatasetError) -> RemoteCopy
}
