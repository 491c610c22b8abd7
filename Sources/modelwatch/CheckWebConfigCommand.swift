import ArgumentParser
import Monitor

/// `modelwatch check-web-config`.
struct CheckWebConfigCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check-web-config",
        abstract: "Read a web configuration file, and the certificates that it names, and say what is wrong with it.")

    @Argument(help: "The web configuration file.")
    var file: String

    func run() throws {
        print("\(file): no mistakes (\(try WebConfiguration(validating: file).summary))")
    }
}
