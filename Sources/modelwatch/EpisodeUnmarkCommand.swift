import ArgumentParser
import Monitor

/// `modelwatch episode unmark-false-positive`.
struct EpisodeUnmarkCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "unmark-false-positive", abstract: "Take back that there was nothing wrong.")

    @OptionGroup var review: ReviewFlags

    func run() throws {
        try review.perform(.unmarkFalsePositive)
    }
}
