/// The route on which Alertmanager delivers.
struct WebhookRoute: Sendable {
    let path: String
    /// Whether the configuration of the bridge names tokens or keys of signatures for it.
    let isProtected: @Sendable () -> Bool

    /// The route of the bridge.
    static func bridge(_ configurations: ConfigurationStore) -> WebhookRoute {
        WebhookRoute(path: "/trigger", isProtected: { !configurations.current.bridge.isOpenToAll })
    }
}
