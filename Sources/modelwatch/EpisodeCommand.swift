import ArgumentParser

/// `modelwatch episode`.
struct EpisodeCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "episode", abstract: "Look at the alerts of a running bridge, and say what you know of them.",
        discussion: """
            An episode is one alert from firing to resolved.

            Exit code 0: done; 1: the bridge cannot be reached, or failed; 2: it refused; 64: a flag is wrong.
            """,
        subcommands: [
            EpisodeListCommand.self, EpisodeShowCommand.self, EpisodeHistoryCommand.self,
            EpisodeAcknowledgeCommand.self, EpisodeUnacknowledgeCommand.self, EpisodeMarkCommand.self,
            EpisodeUnmarkCommand.self,
        ])
}
