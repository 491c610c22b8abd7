import ArgumentParser
import Monitor

/// `modelwatch trigger reject`.
struct TriggerRejectCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "reject", abstract: "End a trigger that waits for a person.")

    @OptionGroup var decision: DecisionFlags

    func run() throws {
        try decision.perform(.reject)
    }
}
