extension RetrainingRequest {
    /// As much of a value as is passed on: alert data can be long, and engines refuse what is too long for them.
    static let valueLimit = 4096

    /// Every name of ``parameters``.
    static let parameterNames: Set = [
        "model", "alert", "value", "severity", "summary", "description", "fingerprint", "starts_at", "generator_url",
        "trigger", "policy",
    ]

    /// The parameters of the alert as variables `MODELWATCH_MODEL`, `MODELWATCH_VALUE` and so on.
    var variables: [String: String] {
        Dictionary(parameters.map { ("MODELWATCH_\($0.key.uppercased())", Self.limited($0.value)) }) { first, _ in first
        }
    }

    /// The parameters of the alert that have one of the names.
    func texts(named names: some Sequence<String>) -> [String: String] {
        parameters.filter { names.contains($0.key) }.mapValues(Self.limited)
    }

    /// The parameters that the configuration adds, as text.
    func texts(_ templates: [String: ParameterTemplate]) -> [String: String] {
        templates.compactMapValues { $0.text(labels).map(Self.limited) }
    }

    /// A value short enough for every engine and without the one character that none of them takes.
    static func limited(_ value: String) -> String {
        String(value.filter { $0 != "\0" }.prefix(valueLimit))
    }
}
