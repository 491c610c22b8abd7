import Statistics

extension ClusteringSettings {
    /// More points than this would take minutes.
    private static let largestSample = 100_000

    /// Reads `clustering`.
    init(_ mapping: ConfigurationMapping) {
        let defaults = ClusteringSettings()
        let sampleLimit = mapping.value("sample", default: defaults.sampleLimit)
        self.init(features: mapping.value("features", default: defaults.features), sampleLimit: sampleLimit)
        if !(2...Self.largestSample).contains(sampleLimit) {
            mapping.reject("sample", "must be from 2 to \(Self.largestSample), found \(sampleLimit)")
        }
    }
}
