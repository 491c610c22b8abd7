import ArgumentParser
import Foundation
import Monitor

/// `modelwatch launch`, by which the supervisor of a command starts a program that is confined.
struct LaunchCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "launch", abstract: "Become the program of a run.", shouldDisplay: false)
    /// What shells say of a program that is there and cannot be started.
    private static let status: Int32 = 126

    @Argument(help: "The folder that the bridge prepared.")
    var folder: String

    func run() throws {
        do {
            try CommandLaunch(folder: folder).run()
        } catch {
            FileHandle.standardError.write(Data("modelwatch: \(error)\n".utf8))
            throw ExitCode(Self.status)
        }
    }
}
