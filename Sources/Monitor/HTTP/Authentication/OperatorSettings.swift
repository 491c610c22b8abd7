import Foundation

/// What a role says of its operators.
struct OperatorSettings: Sendable {
    /// Those of the configuration in force.
    let configured: @Sendable () -> [OperatorConfiguration]
    /// From where they act, by the configuration in force.
    let networks: @Sendable () -> NetworkRule
    let sessionKey: SessionKey
    let now: @Sendable () -> Date
    /// Whether a session was ended before its time.
    let isRevoked: @Sendable (OperatorSession) async throws -> Bool
    /// Ends a session before its time; it stays so once this returns, whatever becomes of the process.
    let revoke: @Sendable (OperatorSession) async throws -> Void

    /// Where nobody has anything to decide.
    static var nobody: OperatorSettings {
        OperatorSettings(
            configured: { [] }, networks: { NetworkRule(key: "", networks: []) }, sessionKey: SessionKey(),
            now: { Date() }, isRevoked: { _ in false }, revoke: { _ in })
    }

    /// Those of a bridge without its storage: their tokens count, and no session does.
    static func onStandby(_ configurations: ConfigurationStore) -> OperatorSettings {
        OperatorSettings(
            configured: { configurations.current.bridge.operators },
            networks: { configurations.current.bridge.operatorNetworks }, sessionKey: SessionKey(), now: { Date() },
            isRevoked: { _ in true }, revoke: { _ in })
    }
}
