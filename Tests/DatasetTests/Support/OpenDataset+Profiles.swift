import Dataset
import Statistics

extension OpenDataset {
    /// Reads one column to the end, from the start again where a CSV turns out wider than its first rows showed.
    func profile(_ column: String, kind: ColumnKind, batchRows: Int = 131_072) throws -> ColumnProfile {
        while true {
            do {
                let stream = try stream([column], batchRows: batchRows)
                var profile = ColumnProfile(kind: kind)
                while let batch = try stream.next() { try profile.update(batch.column(0)) }
                return profile
            } catch DatasetError.schemaWidened {
                continue
            }
        }
    }

    /// The numbers of a column in ascending order.
    func numbers(_ column: String) throws -> [Double] {
        guard case .numerical(let profile) = try profile(column, kind: .numerical) else { return [] }
        let sample = try SortedSample(profile)
        return (0..<sample.count).map { sample[$0] }
    }

    /// Labels of a column with their counts, `(missing)` among them.
    func labels(_ column: String) throws -> [String: Int] {
        guard case .categorical(var profile) = try profile(column, kind: .categorical) else { return [:] }
        var labels: [String: Int] = [:]
        for entry in try profile.sort().entries { labels[entry.category.label, default: 0] += entry.count }
        if profile.missingCount > 0 { labels["(missing)"] = profile.missingCount }
        return labels
    }

    /// The type of a column as the file declares it.
    func type(of column: String) throws -> ColumnType? {
        try columns().first { $0.name == column }?.type
    }
}
