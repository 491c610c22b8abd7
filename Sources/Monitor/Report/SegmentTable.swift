import Checks
import Foundation

/// The segments of a model that have series, the most harmful of each column first.
struct SegmentTable {
    private let rows: [[String]]
    private let quality: String?

    init(_ evaluation: ModelEvaluation) {
        let shown = evaluation.segments.flatMap(\.shown)
        quality = shown.lazy.compactMap { $0.evaluation?.mainQuality?.name }.first
        rows = shown.map(Self.row)
    }

    var text: String {
        guard !rows.isEmpty else { return "" }
        let quality = quality ?? "quality"
        return TextTable(
            header: [
                "segment", "reference rows", "current rows", "drifted", "reference \(quality)", "current \(quality)",
            ],
            rows: rows, rightAligned: [1, 2, 3, 4, 5]
        ).text
    }

    private static func row(_ segment: SegmentEvaluation) -> [String] {
        let counts = DatasetSide.allCases.map { String(segment.rowCounts[$0]) }
        guard let evaluation = segment.evaluation else { return [name(segment.segment)] + counts + ["-", "-", "-"] }
        let (drifted, total) = evaluation.driftedFeatures
        let quality = DatasetSide.allCases.map { side in
            evaluation.mainQuality.map { QualityLines.text($0.values[side]) } ?? "-"
        }
        return [name(segment.segment)] + counts + ["\(drifted) of \(total)"] + quality
    }

    private static func name(_ segment: Segment) -> String {
        switch segment.group {
        case .value(let text): "\(segment.column) \(text)"
        case .missing: "\(segment.column) without a value"
        case .other: "others by \(segment.column)"
        }
    }
}
