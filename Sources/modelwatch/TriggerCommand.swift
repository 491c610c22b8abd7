import ArgumentParser

/// `modelwatch trigger`.
struct TriggerCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "trigger", abstract: "Look at the triggers of a running bridge, and decide about them.",
        discussion: """
            Exit code 0: done; 1: the bridge cannot be reached, or failed; 2: it refused; 64: a flag is wrong.
            """,
        subcommands: [
            TriggerListCommand.self, TriggerShowCommand.self, TriggerApproveCommand.self, TriggerRejectCommand.self,
            TriggerCancelCommand.self, TriggerRetryCommand.self, TriggerVerifyCommand.self,
        ])
}
