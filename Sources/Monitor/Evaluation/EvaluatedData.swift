import Checks
import Dataset
import Foundation
import Statistics

/// What an evaluation rests on, or would rest on now: it holds as long as that is the same.
struct EvaluatedData: Sendable, Equatable {
    /// nil where a side lacks its file.
    let files: BothSides<DatasetFiles?>
    /// Where the windows are; nil where all rows count.
    let windows: BothSides<TimeRange?>

    /// - Parameter now: The time from which windows reach back.
    init(files: BothSides<DatasetFiles?>, of model: ModelDefinition, at now: Date) {
        self.files = files
        windows = model.windows.map { $0?.position(at: now.nanoseconds) }
    }

    /// What tells the current data from others; nil where there are none.
    var currentIdentity: String? {
        guard let files = files.current?.identity, let window = windows.current else { return files.current?.identity }
        return files + "\n\(window.start) to \(window.end)"
    }
}
