/// The route on which Alertmanager delivers.
struct WebhookRoute: Sendable {
    let path: String
    /// Whether the configuration of the bridge names tokens for it.
    let hasTokens: @Sendable () -> Bool
}
