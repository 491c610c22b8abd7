import Checks
import Foundation

/// The quality of a model as reports show it: a line for each metric, with its values on both data sets.
struct QualityLines {
    /// One metric.
    struct Line {
        /// The metric's name without the prefix, and what labels tell it from others of that name.
        let name: String
        /// nil where a data set has no value.
        var values: BothSides<Double?>
    }

    /// In the order in which checks yield their measurements.
    private(set) var lines: [Line] = []

    /// Gathers the headlines of those checks that are about quality.
    init(_ runs: [CheckRun]) {
        var places: [String: Int] = [:]
        let shown = runs.filter(\.isAboutQuality).flatMap { run in
            run.findings.measurements.filter { run.headlines.contains($0.metric) }
        }
        for sample in shown {
            let labels = Dictionary(zip(sample.metric.labels, sample.labels)) { first, _ in first }
            guard let side = labels["dataset"].flatMap(DatasetSide.init) else { continue }
            let name = Self.name(of: sample)
            if places[name] == nil {
                places[name] = lines.count
                lines.append(Line(name: name, values: BothSides(reference: nil, current: nil)))
            }
            if let place = places[name] { lines[place].values[side] = sample.value }
        }
    }

    /// Counts in full, everything else with four significant digits.
    static func text(_ value: Double) -> String {
        let isCount = value == value.rounded() && abs(value) < 1e15
        return String(format: isCount ? "%.0f" : "%.4g", value)
    }

    /// Such as `ndcg (k 10)`.
    private static func name(of sample: Checks.Measurement) -> String {
        let name = sample.metric.name.replacing("modelwatch_", with: "")
        let others = zip(sample.metric.labels, sample.labels)
            .filter { label, value in !["model", "dataset", "basis"].contains(label) && !value.isEmpty }
            .map { "\($0) \($1)" }
        return others.isEmpty ? name : "\(name) (\(others.joined(separator: ", ")))"
    }
}
