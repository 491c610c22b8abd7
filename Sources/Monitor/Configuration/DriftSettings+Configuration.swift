import Checks
import Statistics

extension Compatibility: ConfigurationChoice {
    static let placeholder = Compatibility.none
}

extension DriftSettings {
    /// Reads `drift`; the names of tests are those of the catalogue.
    init(_ mapping: ConfigurationMapping) {
        let kinds: [ColumnKind] = [.numerical, .categorical, .text]
        var tests: [ColumnKind: String] = [:]
        for kind in kinds { tests[kind] = Self.test(mapping, kind.rawValue, for: [kind]) }
        self.init(
            testSettings: StatTestSettings(
                compatibility: mapping.value("compat", default: .none),
                binCount: mapping.value("bins", default: StatTestSettings.defaultBinCount)),
            share: mapping.value("share", default: 0.5),
            conceptThreshold: mapping.value("concept_threshold", default: 0.05),
            performanceThreshold: Self.threshold(mapping, "performance_threshold") ?? 0.05,
            tests: tests,
            columns: Dictionary(
                mapping.namedSections("columns") { _, column in
                    Override(
                        test: Self.test(column, "test", for: Set(kinds)), threshold: Self.threshold(column, "threshold")
                    )
                },
                uniquingKeysWith: { first, _ in first }))
        if !(2...1000).contains(testSettings.binCount) {
            mapping.reject("bins", "must be from 2 to 1000, found \(testSettings.binCount)")
        }
        if !(0...1).contains(conceptThreshold) {
            mapping.reject("concept_threshold", "must be from 0 to 1, found \(conceptThreshold)")
        }
        if !(0...1).contains(share) { mapping.reject("share", "must be from 0 to 1, found \(share)") }
    }

    private static func threshold(_ mapping: ConfigurationMapping, _ key: String) -> Double? {
        let threshold: Double? = mapping.optionalValue(key)
        if let threshold, threshold < 0 { mapping.reject(key, "must not be negative, found \(threshold)") }
        return threshold
    }

    /// The name of a test that takes one of the kinds; nil for `auto` or none.
    private static func test(_ mapping: ConfigurationMapping, _ key: String, for kinds: Set<ColumnKind>) -> String? {
        guard let name: String = mapping.optionalValue(key), name != "auto" else { return nil }
        let suitable = StatTestCatalog.all.filter { !$0.columnKinds.isDisjoint(with: kinds) }.map { $0.name }
        if !suitable.contains(name) {
            mapping.reject(key, "must be auto or one of \(suitable.joined(separator: ", ")), found \"\(name)\"")
        }
        return name
    }
}

extension SeriesLimits {
    /// Reads `limits`.
    init(_ mapping: ConfigurationMapping) {
        let usual = SeriesLimits()
        self.init(
            categories: mapping.value("categories", default: usual.categories),
            correlations: mapping.value("correlations", default: usual.correlations))
        for (key, limit) in [("categories", categories), ("correlations", correlations)] where limit < 0 {
            mapping.reject(key, "must not be negative, found \(limit)")
        }
    }
}
