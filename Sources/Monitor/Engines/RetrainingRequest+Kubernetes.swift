extension RetrainingRequest {
    /// Labels by which what we made is known in a Kubernetes cluster.
    var kubernetesLabels: [String: String] {
        [
            "app.kubernetes.io/managed-by": "modelwatch",
            "modelwatch/policy": KubernetesLabel.value(parameters["policy"] ?? ""),
            "modelwatch/model": KubernetesLabel.value(parameters["model"] ?? ""),
            "modelwatch/trigger": KubernetesLabel.value(key),
        ]
    }
}
