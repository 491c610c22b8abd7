import Dataset
import Foundation

extension DatasetLocation {
    /// The data as they are now; what is elsewhere is fetched for this once.
    func opened() throws(DatasetError) -> OpenDataset {
        let copies = DatasetCopies(folder: FileManager.default.temporaryDirectory.path())
        return try OpenDataset(copies.contents(of: self, at: 0))
    }
}
