extension MLflowAnswer {
    struct Artifacts: Decodable {
        let files: [JSONValue]?
    }
}

extension MLflowAnswer.Version {
    /// Where MLflow lists the files of the version; nil if they are not in its care.
    ///
    /// Since MLflow 3 they belong to a logged model, before that to the run.
    func artifactsPath(_ run: MLflowAnswer.Run?) -> String? {
        guard let source else { return nil }
        if source.hasPrefix("models:/") {
            let id = source.dropFirst("models:/".count)
            return "/logged-models/\(EngineClient.segment(String(id)))/artifacts/directories"
        }
        guard let id = runId, let root = run?.info?.artifactURI, source.hasPrefix(root + "/") else { return nil }
        let path = source.dropFirst(root.count + 1)
        return "/artifacts/list?run_id=\(EngineClient.segment(id))&path=\(EngineClient.segment(String(path)))"
    }
}
