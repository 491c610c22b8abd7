import ArgumentParser
import Monitor

/// `modelwatch episode acknowledge`.
struct EpisodeAcknowledgeCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "acknowledge", abstract: "Say that you look after an alert that fires.")

    @OptionGroup var review: ReviewFlags

    func run() throws {
        try review.perform(.acknowledge)
    }
}
