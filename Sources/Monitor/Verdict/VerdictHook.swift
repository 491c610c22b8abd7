/// What is told a verdict by us: a webhook, or a program on this machine.
enum VerdictHook: Sendable, Equatable {
    /// `POST` with the verdict as JSON.
    case webhook(VerdictWebhook)
    /// A program that reads the verdict as JSON.
    case command(CommandConfiguration)

    /// Reads a mapping with exactly one of `webhook` and `command` under a key.
    init?(_ key: String, of mapping: ConfigurationMapping) {
        let hook: VerdictHook? = mapping.variant(
            key,
            [
                (name: "webhook", read: { .webhook(VerdictWebhook($0)) }),
                (name: "command", read: { .command(CommandConfiguration($0)) }),
            ])
        guard let hook else { return nil }
        self = hook
    }
}
