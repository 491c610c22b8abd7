import ArgumentParser
import Monitor

/// `modelwatch episode unacknowledge`.
struct EpisodeUnacknowledgeCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "unacknowledge", abstract: "Take an acknowledgment back.")

    @OptionGroup var review: ReviewFlags

    func run() throws {
        try review.perform(.unacknowledge)
    }
}
