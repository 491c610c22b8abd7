import ArgumentParser
import Monitor

/// `modelwatch trigger cancel`.
struct TriggerCancelCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "cancel", abstract: "Stop a trigger, and its run where the engine can.")

    @OptionGroup var decision: DecisionFlags

    func run() throws {
        try decision.perform(.cancel)
    }
}
