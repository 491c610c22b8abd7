/// Links to the versions that a verdict compares, where their registry has a page for them.
enum RegistryLink {
    /// The champion before the run and the challenger, as far as they are known, for a template.
    static func rows(of trigger: TriggerRecord, _ policy: PolicyConfiguration?) -> [[String: Any]] {
        let progress = trigger.progress.verdict
        let versions = [("Champion before", progress?.champion), ("Challenger", progress?.challenger)]
        return versions.compactMap { role, version in
            guard let version = version?.version, !version.isEmpty else { return nil }
            var row: [String: Any] = ["role": role, "version": version]
            row["page"] = page(of: version, trigger, policy).map { ["url": $0] }
            return row
        }
    }

    private static func page(
        of version: String, _ trigger: TriggerRecord, _ policy: PolicyConfiguration?
    ) -> String? {
        guard let policy, let verdict = policy.verdict else { return nil }
        return verdict.mlflow?.page(of: version, model: verdict.model(of: trigger.request, policy))
    }
}
