extension Configuration {
    /// The servers whose state is measured, each once however many policies name it.
    func statusSources(client: HTTPClient) -> [any StatusSource] {
        let policies = policies.filter(\.isEnabled)
        let prefect = Dictionary(grouping: policies.map(\.engine)) { ($0.settings as? PrefectConfiguration)?.url }
            .values
            .compactMap { PrefectStatus($0, client: client) }
        let mlflow = Dictionary(grouping: policies) { $0.verdict?.mlflow?.url }.values
            .compactMap { MLflowStatus($0, client: client) }
        return prefect + mlflow
    }
}
