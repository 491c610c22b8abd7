import Dataset
import Foundation
import Statistics

/// Reads the columns of the golden data sets into pairs, each data set once.
final class GoldenColumns {
    private var datasets: [String: OpenDataset] = [:]
    private var pairs: [String: ColumnPair?] = [:]

    func dataset(_ group: String, _ side: String) throws -> OpenDataset {
        let name = "s1_\(group)_\(side).parquet"
        if let dataset = datasets[name] { return dataset }
        let path = Golden.folder.appending(path: "data/\(name)").path(percentEncoded: false)
        let copies = DatasetCopies(folder: FileManager.default.temporaryDirectory.path())
        let dataset = try OpenDataset(copies.contents(of: DatasetLocation(path: path), at: 0))
        datasets[name] = dataset
        return dataset
    }

    func profile(_ group: String, _ side: String, _ column: String, kind: ColumnKind) throws -> ColumnProfile {
        let stream = try dataset(group, side).stream([column])
        var profile = ColumnProfile(kind: kind)
        while let batch = try stream.next() { try profile.update(batch.column(0)) }
        return profile
    }

    /// nil where a side has no value.
    func pair(_ group: String, _ column: String, type: String) throws -> ColumnPair? {
        let key = "\(group)/\(column)/\(type)"
        if let pair = pairs[key] { return pair }
        let pair = try read(group, column, type: type)
        pairs[key] = .some(pair)
        return pair
    }

    private func read(_ group: String, _ column: String, type: String) throws -> ColumnPair? {
        let kind: ColumnKind = type == "num" ? .numerical : .categorical
        let reference = try profile(group, "ref", column, kind: kind)
        let current = try profile(group, "cur", column, kind: kind)
        switch (reference, current) {
        case (.numerical(let reference), .numerical(let current)):
            return SamplePair(
                reference: try SortedSample(reference), current: try SortedSample(current)
            ).map(ColumnPair.numerical)
        case (.categorical(var reference), .categorical(var current)):
            return .categorical(try CategoryPair(reference: reference.sort(), current: current.sort()))
        default: return nil
        }
    }
}
