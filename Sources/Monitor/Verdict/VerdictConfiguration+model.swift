extension VerdictConfiguration {
    /// The name under which the registry has the model of a request: the template's text, or else the subject.
    func model(of request: RetrainingRequest, _ policy: PolicyConfiguration) -> String {
        let text = mlflow?.model?.rendered(request.labels) ?? ""
        if !text.isEmpty { return text }
        let subject = policy.subject.rendered(request.labels)
        return subject.isEmpty ? policy.name : subject
    }
}
