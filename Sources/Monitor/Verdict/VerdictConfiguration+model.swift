extension VerdictConfiguration {
    /// The name under which the registry has the model of a request: the template's text, or else the subject.
    func model(of request: RetrainingRequest, _ policy: PolicyConfiguration) -> String {
        let text = mlflow?.model?.rendered(request.labels) ?? ""
        if !text.isEmpty { return text }
        let subject = policy.subject.rendered(request.labels)
        return subject.isEmpty ? policy.name : subject
    }
}

extension PolicyConfiguration {
    /// The registered models that are meant whatever the alert: those that are named for the status, or else the one of
    /// the policy where its matchers fix every label in its name.
    var statusModels: [String] {
        guard let mlflow = verdict?.mlflow else { return [] }
        guard mlflow.statusModels.isEmpty else { return mlflow.statusModels }
        let fixed = matchers.filter { $0.comparison == .equals }.map { ($0.label, $0.value) }
        let labels = Dictionary(fixed) { first, _ in first }
        let template = mlflow.model ?? subject
        let name = template.references.isSubset(of: labels.keys) ? template.rendered(labels) : ""
        return name.isEmpty ? [] : [name]
    }
}
