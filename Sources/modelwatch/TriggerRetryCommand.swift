import ArgumentParser
import Monitor

/// `modelwatch trigger retry`.
struct TriggerRetryCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "retry", abstract: "Start the retraining of a trigger that failed once more.")

    @OptionGroup var decision: DecisionFlags

    func run() throws {
        try decision.perform(.retry)
    }
}
