import Checks
import Foundation

/// Which rows an evaluation saw: where its windows are, whether they are complete, and how many rows were drawn.
struct RowSelectionLines {
    let lines: [String]

    init(_ evaluation: ModelEvaluation) {
        lines = DatasetSide.allCases.flatMap { side in
            [
                evaluation.windows[side].map { "\(side.rawValue) window: \(Self.text($0))" },
                evaluation.sampling[side].map {
                    "\(side.rawValue) sample: \($0.sampledCount) of \($0.rowCount) rows"
                },
            ].compactMap { $0 }
        }
    }

    private static func text(_ window: WindowSummary) -> String {
        let times = window.bounds.map { "\(time($0.lowerBound)) to \(time($0.upperBound)), " } ?? ""
        let excluded = [(window.missingCount, "without a time"), (window.futureCount, "of the future")]
            .filter { $0.0 > 0 }.map { ", \($0.0) rows \($0.1) left out" }
        return times + (window.isComplete ? "complete" : "incomplete") + excluded.joined()
    }

    private static func time(_ seconds: Double) -> String { Timestamp.text(Date(timeIntervalSince1970: seconds)) }
}
