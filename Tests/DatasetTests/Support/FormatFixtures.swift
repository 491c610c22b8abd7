import Dataset
import Foundation
import Statistics
import Testing

/// The files under `Tests/Fixtures/formats`, which `scripts/make-format-fixtures.py` writes.
enum FormatFixtures {
    /// What pyarrow wrote into one column.
    struct Column: Decodable, Sendable {
        struct Entry: Decodable, Sendable, Hashable {
            let label: String
            let count: Int
        }

        let rows: Int
        let kind: String
        let missing: Int
        let infinite: Int?
        let count: Int?
        let distinct: Int?
        let minimum: Double?
        let maximum: Double?
        let mean: Double?
        let categories: [Entry]?
    }

    static let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/formats").standardizedFileURL

    /// The location of a file, folder or glob.
    static func location(_ name: String) -> DatasetLocation {
        DatasetLocation(path: folder.path() + "/" + name)
    }

    /// What the columns of a data set hold, by name.
    static func expected(_ name: String) throws -> [String: Column] {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        return try #require(try JSONDecoder().decode([String: [String: Column]].self, from: data)[name])
    }
}
