import ArgumentParser
import Monitor

/// Which trigger is decided about, and why.
struct DecisionFlags: ParsableArguments {
    @Argument(help: "The id of the trigger, as modelwatch trigger list shows it.")
    var trigger: String

    @Option(help: "Why; kept in the audit trail.")
    var reason = ""

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    /// Decides.
    func perform(_ action: TriggerAction) throws {
        try bridge.print { try $0.perform(action, on: trigger, reason: reason) }
    }
}
