import Foundation
import Transfers

/// What a cluster gives to each pod, so that it can call the cluster's API.
struct ServiceAccount: Sendable, Equatable {
    /// Where the files are.
    private let folder: String
    /// The API of the cluster; nil outside of one.
    let url: String?

    init(folder: String, url: String?) {
        self.folder = folder
        self.url = url
    }

    /// - Parameter variables: The environment, which tells where the API is.
    init(folder: String, variables: [String: String]) {
        let host = variables["KUBERNETES_SERVICE_HOST"].flatMap { $0.isEmpty ? nil : $0 }
        let port = variables["KUBERNETES_SERVICE_PORT"] ?? "443"
        self.init(folder: folder, url: host.map { "https://\($0.contains(":") ? "[\($0)]" : $0):\(port)" })
    }

    /// That of the pod that we run in.
    static var mounted: ServiceAccount {
        ServiceAccount(
            folder: "/var/run/secrets/kubernetes.io/serviceaccount", variables: ProcessInfo.processInfo.environment)
    }

    /// The token; the cluster replaces it, so it is read for each call.
    var authorization: HTTPAuthorization { .bearer(.file(folder + "/token")) }

    var certificateAuthority: String { folder + "/ca.crt" }

    /// The namespace of the pod; nil outside of one.
    var namespace: String? { try? Secret.file(folder + "/namespace").read() }
}
