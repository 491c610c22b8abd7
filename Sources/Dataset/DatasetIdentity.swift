public import Foundation

/// What tells the data of a data set from any others, and from the same with other content.
public struct DatasetIdentity: Sendable, Equatable {
    /// Where the data are, and what changes when they do: inode, size and time of files, the tag that a server gives, or
    /// a digest of the content where nobody gives one.
    public let text: String
    /// When the newest part was changed; nil where nobody says.
    public let newestModification: Date?
}
