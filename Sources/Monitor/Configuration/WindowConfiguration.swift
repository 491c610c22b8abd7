import Checks
import Dataset
import Yams

/// The key `window` of a data set: which rows count, and which folders may hold them.
struct WindowConfiguration {
    let rows: RowWindow
    /// nil where all folders are looked into.
    let folders: FolderWindow?

    /// Reads a length of time, or a mapping; nil where there is no window.
    init?(in dataset: ConfigurationMapping) {
        guard let node = dataset.node("window") else { return nil }
        guard node.mapping == nil else {
            guard let window = dataset.section("window", { WindowConfiguration($0) }) else { return nil }
            self = window
            return
        }
        dataset.requirePositive("window")
        rows = RowWindow(last: dataset.value("window"))
        folders = nil
    }

    private init(_ mapping: ConfigurationMapping) {
        rows = RowWindow(mapping)
        folders = FolderWindow(mapping, of: rows)
    }
}
