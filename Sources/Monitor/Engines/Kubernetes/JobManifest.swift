import Foundation

/// The Job that is made from the template of a CronJob, as `kubectl create job --from` does, for one trigger.
struct JobManifest: Sendable {
    let body: JSONValue

    /// Nil if the CronJob's template holds no containers.
    init?(_ request: RetrainingRequest, from cronJob: JSONValue, _ configuration: KubernetesConfiguration) {
        let template = cronJob["spec"]?["jobTemplate"]
        guard var spec = template?["spec"]?.object, var pod = spec["template"]?.object,
            var podSpec = pod["spec"]?.object,
            let containers = podSpec["containers"]?.array, !containers.isEmpty
        else { return nil }
        let variables = request.variables.merging(request.texts(configuration.environment)) { _, given in given }
        podSpec["containers"] = .array(containers.map { Self.container($0, with: variables) })
        pod["spec"] = .object(podSpec)
        spec["template"] = .object(pod)
        if spec["ttlSecondsAfterFinished"] == nil {
            spec["ttlSecondsAfterFinished"] = .integer(Int(configuration.retention.seconds))
        }
        body = .object([
            "apiVersion": .string("batch/v1"), "kind": .string("Job"),
            "metadata": Self.metadata(request, template?["metadata"], owner: cronJob), "spec": .object(spec),
        ])
    }

    /// The CronJob owns the Job without being its controller, whose history limits would remove it before it is read.
    private static func metadata(
        _ request: RetrainingRequest, _ template: JSONValue?, owner cronJob: JSONValue
    ) -> JSONValue {
        var annotations = ["cronjob.kubernetes.io/instantiate": "manual"]
        for (name, value) in request.parameters {
            annotations["modelwatch/\(name)"] = String(value.prefix(RetrainingRequest.valueLimit))
        }
        var metadata: [String: JSONValue] = [
            "name": .string(request.key), "labels": merged(template?["labels"], request.kubernetesLabels),
            "annotations": merged(template?["annotations"], annotations),
        ]
        if let name = cronJob["metadata"]?["name"], let uid = cronJob["metadata"]?["uid"] {
            metadata["ownerReferences"] = .array([
                .object(["apiVersion": .string("batch/v1"), "kind": .string("CronJob"), "name": name, "uid": uid])
            ])
        }
        return .object(metadata)
    }

    private static func merged(_ template: JSONValue?, _ own: [String: String]) -> JSONValue {
        .object((template?.object ?? [:]).merging(own.mapValues(JSONValue.string)) { _, own in own })
    }

    /// Kubernetes puts in what stands as `$(NAME)` in a value, be it a secret, and reads `$$` as one dollar.
    private static func container(_ container: JSONValue, with variables: [String: String]) -> JSONValue {
        guard var members = container.object else { return container }
        let own = (members["env"]?.array ?? []).filter { variables[$0["name"]?.string ?? ""] == nil }
        let added = variables.sorted { $0.key < $1.key }.map { name, value in
            JSONValue.object(["name": .string(name), "value": .string(value.replacing("$", with: "$$"))])
        }
        members["env"] = .array(own + added)
        return .object(members)
    }
}
