import Checks
import Statistics

extension Compatibility: ConfigurationChoice {
    static let placeholder = Compatibility.none
}

extension DriftSettings {
    /// Reads `drift`; the names of tests are those of the catalogue.
    init(_ mapping: ConfigurationMapping) {
        let kinds: [ColumnKind] = [.numerical, .categorical, .text]
        self.init(
            testSettings: StatTestSettings(
                compatibility: mapping.value("compat", default: .none),
                binCount: mapping.value("bins", default: StatTestSettings.defaultBinCount)),
            share: mapping.value("share", default: 0.5),
            conceptThreshold: mapping.value("concept_threshold", default: 0.05),
            performanceThreshold: mapping.threshold("performance_threshold") ?? 0.05,
            all: Choice(mapping, test: "test", of: Set(kinds), threshold: "threshold"),
            kinds: Dictionary(
                uniqueKeysWithValues: kinds.map { kind in
                    let name = kind.rawValue
                    return (kind, Choice(mapping, test: name, of: [kind], threshold: "\(name)_threshold"))
                }),
            columns: mapping.namedSections("columns") { name, column in
                ColumnChoice(
                    NamePattern(name), Choice(column, test: "test", of: Set(kinds), threshold: "threshold"))
            }.map(\.1))
        if !(2...1000).contains(testSettings.binCount) {
            mapping.reject("bins", "must be from 2 to 1000, found \(testSettings.binCount)")
        }
        if !(0...1).contains(conceptThreshold) {
            mapping.reject("concept_threshold", "must be from 0 to 1, found \(conceptThreshold)")
        }
        if !(0...1).contains(share) { mapping.reject("share", "must be from 0 to 1, found \(share)") }
    }
}

extension ConfigurationMapping {
    /// A number from which on something counts; nil where the key is absent.
    fileprivate func threshold(_ key: String) -> Double? {
        let threshold: Double? = optionalValue(key)
        if let threshold, threshold < 0 { reject(key, "must not be negative, found \(threshold)") }
        return threshold
    }
}

extension DriftSettings.Choice {
    /// Reads a test that takes one of the kinds, and a threshold.
    fileprivate init(
        _ mapping: ConfigurationMapping, test testKey: String, of kinds: Set<ColumnKind>, threshold thresholdKey: String
    ) {
        self.init(test: Self.test(mapping, testKey, of: kinds), threshold: mapping.threshold(thresholdKey))
    }

    private static func test(
        _ mapping: ConfigurationMapping, _ key: String, of kinds: Set<ColumnKind>
    ) -> DriftSettings.Test? {
        guard let name: String = mapping.optionalValue(key) else { return nil }
        guard name != "auto" else { return .automatic }
        let suitable = StatTestCatalog.all.filter { !$0.columnKinds.isDisjoint(with: kinds) }.map { $0.name }
        if !suitable.contains(name) {
            let nearest = NearestName.of(name, among: suitable).map { "; did you mean \"\($0)\"?" } ?? ""
            mapping.reject(
                key, "must be auto or one of \(suitable.joined(separator: ", ")), found \"\(name)\"\(nearest)")
        }
        return .named(name)
    }
}

extension SeriesLimits {
    /// Reads `limits`.
    init(_ mapping: ConfigurationMapping) {
        let usual = SeriesLimits()
        self.init(
            categories: mapping.value("categories", default: usual.categories),
            correlations: mapping.value("correlations", default: usual.correlations),
            segments: mapping.value("segments", default: usual.segments),
            series: mapping.value("series", default: usual.series))
        for (key, limit) in [("categories", categories), ("correlations", correlations), ("segments", segments)]
        where limit < 0 {
            mapping.reject(key, "must not be negative, found \(limit)")
        }
        if series < 1 { mapping.reject("series", "must be at least 1, found \(series)") }
    }
}
