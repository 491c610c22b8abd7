import ArgumentParser
import Foundation
import Monitor

/// `modelwatch rollout`.
struct RolloutCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "rollout",
        abstract: "Give a new version of a model a growing share of the traffic, by way of a running bridge.",
        subcommands: [Start.self, Show.self, Assign.self, Increase.self, RollBack.self])

    /// Which bridge, and which model.
    struct Target: ParsableArguments {
        @Argument(help: "The model.")
        var model: String

        @Option(help: "Where the bridge is.")
        var url = "http://localhost:5080"

        @Option(help: ArgumentHelp("The file with the bearer token.", valueName: "file"))
        var tokenFile: String?

        var client: RolloutClient { RolloutClient(url: url, tokenFile: tokenFile) }
    }
}

extension RolloutCommand {
    struct Start: AsyncParsableCommand {
        static let configuration = ArgumentParser.CommandConfiguration(
            abstract: "Begin a rollout with its first share.")

        @OptionGroup var target: Target

        @Option(help: ArgumentHelp("The version in use.", valueName: "version"))
        var control: String

        @Option(help: ArgumentHelp("The new version.", valueName: "version"))
        var candidate: String

        @Option(
            help: ArgumentHelp(
                "A file with the plan as a JSON object: stages, minimum_samples, alpha, interval_seconds, metrics, automatic.",
                valueName: "file"))
        var plan: String?

        func run() async throws {
            let plan = try plan.map { try Data(contentsOf: URL(filePath: $0)) } ?? Data("{}".utf8)
            let text = try await target.client.start(
                target.model, control: control, candidate: candidate, plan: plan)
            print(text, terminator: "")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = ArgumentParser.CommandConfiguration(
            abstract: "Print how far a rollout is, and what would be decided now.")

        @OptionGroup var target: Target

        func run() async throws {
            print(try await target.client.show(target.model), terminator: "")
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = ArgumentParser.CommandConfiguration(
            abstract: "Print which version an id gets.")

        @OptionGroup var target: Target

        @Option(help: "The id, such as that of a user; chance decides if not given.")
        var id = ""

        func run() async throws {
            print(try await target.client.show(target.model, assignment: id), terminator: "")
        }
    }

    struct Increase: AsyncParsableCommand {
        static let configuration = ArgumentParser.CommandConfiguration(
            abstract: "Go to the next share without waiting for evidence.")

        @OptionGroup var target: Target

        @Option(help: ArgumentHelp("So many percent more, in place of the plan's next share.", valueName: "percent"))
        var by: Int?

        func run() async throws {
            print(try await target.client.increase(target.model, by: by), terminator: "")
        }
    }

    struct RollBack: AsyncParsableCommand {
        static let configuration = ArgumentParser.CommandConfiguration(
            commandName: "rollback", abstract: "Take all traffic from the new version.")

        @OptionGroup var target: Target

        func run() async throws {
            print(try await target.client.rollBack(target.model), terminator: "")
        }
    }
}
