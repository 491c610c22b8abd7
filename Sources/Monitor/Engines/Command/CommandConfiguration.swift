/// The `command` engine: a program on this machine, started without a shell.
struct CommandConfiguration: EngineSettings {
    static let name = "command"

    /// The program and its arguments; the program is a path, of which a relative one starts at the configuration file.
    let arguments: [String]
    /// How long the program may run before it is stopped; 1h by default.
    let timeout: Duration
    /// Environment variables; beside them only PATH, HOME, LANG and our own `MODELWATCH_*` are set.
    let environment: [String: String]

    var backend: String { Self.name }

    init(_ mapping: ConfigurationMapping) {
        let argv: [String] = mapping.value("argv")
        if mapping.contains("argv"), argv.first?.isEmpty ?? true {
            mapping.reject("argv", "must name a program")
        }
        let program = argv.first.map { $0.contains("/") ? mapping.resolved($0) : $0 }
        arguments = (program.map { [$0] } ?? []) + argv.dropFirst()
        timeout = mapping.value("timeout", default: .seconds(3600))
        environment = mapping.namedValues("environment")
        mapping.conceal("environment")
    }
    func engine(with tools: EngineTools) -> any RetrainingEngine {
        CommandEngine(configuration: self, runner: tools.commands)
    }
}
