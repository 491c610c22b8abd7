import Checks
import Statistics

/// What takes all columns of a data set together and is small.
struct ReferenceFacts: Codable, Sendable {
    let rows: RowCounts
    let duplicatedColumns: DuplicatedColumns
}
