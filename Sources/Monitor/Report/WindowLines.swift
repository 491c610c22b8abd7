import Checks
import Foundation

/// Where the windows of an evaluation are, and whether they are complete.
struct WindowLines {
    let lines: [String]

    init(_ evaluation: ModelEvaluation) {
        lines = DatasetSide.allCases.compactMap { side in
            evaluation.windows[side].map { "\(side.rawValue) window: \(Self.text($0))" }
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
