import ArgumentParser
import Monitor

/// `modelwatch episode mark-false-positive`.
struct EpisodeMarkCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "mark-false-positive", abstract: "Say that there was nothing wrong.")

    @OptionGroup var review: ReviewFlags

    func run() throws {
        try review.perform(.markFalsePositive)
    }
}
