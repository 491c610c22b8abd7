/// The route on which Alertmanager delivers.
struct WebhookRoute: Sendable {
    let path: String
    /// Whether the configuration of the bridge names tokens for it.
    let hasTokens: @Sendable () -> Bool

    /// The route of the bridge.
    static func bridge(_ configurations: ConfigurationStore) -> WebhookRoute {
        WebhookRoute(path: "/trigger", hasTokens: { !configurations.current.bridge.tokens.isEmpty })
    }
}
