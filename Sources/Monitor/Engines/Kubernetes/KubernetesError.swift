/// A cluster that cannot be called.
enum KubernetesError: Error, Equatable, CustomStringConvertible {
    case noCluster

    var description: String {
        switch self {
        case .noCluster: "modelwatch does not run in a Kubernetes cluster: give its url under engine.kubernetes"
        }
    }
}
