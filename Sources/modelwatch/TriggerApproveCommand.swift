import ArgumentParser
import Monitor

/// `modelwatch trigger approve`.
struct TriggerApproveCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "approve", abstract: "Let a trigger that waits for a person start.")

    @OptionGroup var decision: DecisionFlags

    func run() throws {
        try decision.perform(.approve)
    }
}
