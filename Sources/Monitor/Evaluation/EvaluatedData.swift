import Checks
import Dataset
import Foundation
import Statistics

/// What an evaluation rests on, or would rest on now: it holds as long as that is the same.
struct EvaluatedData: Sendable, Equatable {
    /// nil where there are no data.
    let identities: BothSides<DatasetIdentity?>
    /// Where the windows are; nil where all rows count.
    let windows: BothSides<TimeRange?>

    /// - Parameter now: The time from which windows reach back.
    init(identities: BothSides<DatasetIdentity?>, of model: ModelDefinition, at now: Date) {
        self.identities = identities
        windows = model.windows.map { $0?.position(at: now.nanoseconds) }
    }

    /// What tells the current data from others; nil where there are none.
    var currentIdentity: String? {
        let identity = identities.current?.text
        guard let identity, let window = windows.current else { return identity }
        return identity + "\n\(window.start) to \(window.end)"
    }
}
