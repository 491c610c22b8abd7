/// Where profiles of reference data are kept from evaluation to evaluation, so that a reference is read once.
public struct ProfileCache: Sendable, Equatable {
    /// The folder; each model has one of its own in it.
    public let folder: String
    /// The most bytes that one model's profiles may take; what exceeds it is computed each time.
    public let limit: Int

    /// Names a folder, which is made when it is needed.
    public init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }
}
