/// A version of a model with what is known of its quality.
public struct ModelVersion: Sendable, Equatable, Codable {
    /// As the registry names it, such as `7`; empty where nobody named it.
    public var version: String
    /// The training run that made it; nil if the registry does not tell.
    public var runId: String?
    /// The values by name; what is no number is absent.
    public var metrics: [String: Double] = [:]
    /// Remarks by name.
    public var tags: [String: String] = [:]

    private enum CodingKeys: String, CodingKey {
        case version, metrics, tags
        case runId = "run_id"
    }

    /// Creates a version.
    public init(version: String, runId: String? = nil, metrics: [String: Double] = [:], tags: [String: String] = [:]) {
        self.version = version
        self.runId = runId
        self.metrics = metrics.filter { $0.value.isFinite }
        self.tags = tags
    }

    /// What the names of metrics begin with that a challenger's run measured of the champion.
    static let championPrefix = "champion."

    /// The champion as the challenger's own run judged it, on the same data and rows; nil if it did not.
    func judgedChampion(_ rules: GateRules) -> ModelVersion? {
        let judged = metrics.filter { $0.key.hasPrefix(Self.championPrefix) }
        guard !judged.isEmpty else { return nil }
        let values = judged.map { (String($0.key.dropFirst(Self.championPrefix.count)), $0.value) }
        var champion = ModelVersion(version: "", metrics: Dictionary(values) { first, _ in first }, tags: tags)
        if let name = rules.minimumRows?.name, champion.metrics[name] == nil { champion.metrics[name] = number(name) }
        return champion
    }

    /// The version without what was measured of the champion.
    var own: ModelVersion {
        var own = self
        own.metrics = metrics.filter { !$0.key.hasPrefix(Self.championPrefix) }
        return own
    }

    /// A number that is kept as a metric or as a tag.
    func number(_ name: String) -> Double? {
        metrics[name] ?? tags[name].flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    }
}
