import ArgumentParser
import Monitor

/// `modelwatch trigger show`.
struct TriggerShowCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "show", abstract: "Show a trigger with its timeline and the alerts behind it.")

    @Argument(help: "The id of the trigger.")
    var trigger: String

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print { try $0.trigger(trigger) }
    }
}
