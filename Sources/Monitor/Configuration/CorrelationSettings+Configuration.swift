import Checks
import Statistics

extension CorrelationSettings {
    /// More rows than this would take minutes.
    private static let largestSample = 1_000_000

    /// Reads `correlations`; the names of methods are those of the catalogue.
    init(_ mapping: ConfigurationMapping) {
        let usual = CorrelationSettings()
        self.init(
            methods: mapping.value("methods", default: usual.methods),
            columns: mapping.value("columns", default: usual.columns),
            sampleLimit: mapping.value("sample", default: usual.sampleLimit),
            threshold: mapping.value("threshold", default: usual.threshold))
        let known = CorrelationCatalog.all.map { $0.name }
        if let name = methods.first(where: { !known.contains($0) }) {
            mapping.reject("methods", "must be some of \(known.joined(separator: ", ")), found \"\(name)\"")
        }
        if methods.isEmpty { mapping.reject("methods", "must name at least one") }
        if Set(methods).count < methods.count { mapping.reject("methods", "must not repeat a name") }
        if !(2...Self.largestSample).contains(sampleLimit) {
            mapping.reject("sample", "must be from 2 to \(Self.largestSample), found \(sampleLimit)")
        }
        if !(0...2).contains(threshold) { mapping.reject("threshold", "must be from 0 to 2, found \(threshold)") }
    }
}
