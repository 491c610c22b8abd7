/// Which part of a list is asked for.
struct ListRange: Sendable, Equatable {
    static let standardLimit = 100
    static let highestLimit = 1000

    /// The cursor of the last row that was seen; nil from the newest on.
    var after: String?
    /// How many rows at most.
    var limit = standardLimit
}
