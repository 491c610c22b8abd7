import Checks
import Dataset

/// The section `reference` or `current` of a model: where the data are, and which of their rows count.
struct DatasetConfiguration {
    let location: DatasetLocation
    /// nil where all rows count.
    let window: RowWindow?

    /// Reads the section under a key of a model.
    init(_ mapping: ConfigurationMapping, _ key: String) {
        if !mapping.contains(key) { mapping.problems.add(.missingKey(key), at: mapping.mark) }
        let section = mapping.section(key) { (path: $0.path("path"), window: RowWindow(in: $0)) }
        location = DatasetLocation(path: section?.path ?? "")
        window = section?.window
    }
}
