/// Which routes are treated in another way than the rest.
struct GuardedRoutes: Sendable {
    /// What every route begins with.
    let prefix: String
    /// The route that takes webhooks; nil where there is none.
    var webhook: WebhookRoute?
    /// Whether there is a sign-in page.
    var hasSignIn = false

    /// Whether a path is among those that need no credentials.
    func isOpen(_ path: String, _ open: [AccessConfiguration.OpenPath]) -> Bool {
        open.contains { path == prefix + $0.rawValue }
    }

    /// Whether a path takes webhooks of Alertmanager.
    func isWebhook(_ path: String) -> Bool {
        webhook.map { path == prefix + $0.path } ?? false
    }

    /// Whether a path has credentials of its own: a request can carry only one pair of credentials.
    func authorizesItself(_ path: String) -> Bool {
        (isWebhook(path) && webhook?.isProtected() ?? false)
            || (hasSignIn && path == prefix + OperatorDirectory.signInPath)
    }
}
