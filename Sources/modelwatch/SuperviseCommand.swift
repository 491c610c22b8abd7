import ArgumentParser
import Monitor

/// `modelwatch supervise`, which the bridge starts for each run of a command.
struct SuperviseCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "supervise", abstract: "Run one command for the bridge.", shouldDisplay: false)

    @Argument(help: "The folder that the bridge prepared.")
    var folder: String

    func run() throws {
        try CommandSupervisor(folder: folder).run()
    }
}
