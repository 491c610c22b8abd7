import Checks
import Dataset

/// The section `reference` or `current` of a model: where the data are, and which of their rows count.
struct DatasetConfiguration {
    let location: DatasetLocation
    /// nil where all rows count.
    let window: RowWindow?
    /// nil where no sample is drawn.
    let sampling: RowSampling?

    /// Reads the section under a key of a model.
    init(_ mapping: ConfigurationMapping, _ key: String) {
        if !mapping.contains(key) { mapping.problems.add(.missingKey(key), at: mapping.mark) }
        let section = mapping.section(key) { section in
            let window = WindowConfiguration(in: section)
            return (
                location: DatasetLocation(section, folders: window?.folders), window: window?.rows,
                sampling: section.section("sampling") { RowSampling($0) }
            )
        }
        location = section?.location ?? DatasetLocation(path: "")
        window = section?.window
        sampling = section?.sampling
    }
}
