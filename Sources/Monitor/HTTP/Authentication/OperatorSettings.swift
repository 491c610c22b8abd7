import Foundation

/// What a role says of its operators.
struct OperatorSettings: Sendable {
    /// Those of the configuration in force.
    let configured: @Sendable () -> [OperatorConfiguration]
    let sessionKey: SessionKey
    let now: @Sendable () -> Date

    /// Where nobody has anything to decide.
    static var nobody: OperatorSettings {
        OperatorSettings(configured: { [] }, sessionKey: SessionKey(), now: { Date() })
    }
}
