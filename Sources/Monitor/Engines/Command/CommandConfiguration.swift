/// The `command` engine: a program on this machine, started without a shell.
struct CommandConfiguration: EngineSettings {
    static let name = "command"
    static let isRemote = false

    /// The program and its arguments; the program is a path, of which a relative one starts at the configuration file.
    let arguments: [String]
    /// How long the program may run before it is stopped, with all tries; 1h by default.
    let timeout: Duration
    /// How often the program is run at most while it ends with status 75; 3 by default.
    let maxAttempts: Int
    /// The pause before the second try, doubled for each further one; 1m by default.
    let backoff: Duration
    /// Environment variables; beside them only PATH, HOME, LANG and our own `MODELWATCH_*` are set.
    let environment: [String: String]

    /// As whom it runs and what it may take; nil as we do.
    let confinement: CommandConfinement?

    var backend: String { Self.name }

    init(_ mapping: ConfigurationMapping) {
        let argv: [String] = mapping.value("argv")
        if mapping.contains("argv"), argv.first?.isEmpty ?? true {
            mapping.reject("argv", "must name a program")
        }
        let program = argv.first.map { $0.contains("/") ? mapping.resolved($0) : $0 }
        arguments = (program.map { [$0] } ?? []) + argv.dropFirst()
        timeout = mapping.value("timeout", default: .seconds(3600))
        maxAttempts = mapping.value("max_attempts", default: 3)
        backoff = mapping.value("backoff", default: .seconds(60))
        environment = mapping.namedValues("environment")
        mapping.conceal("environment")
        confinement = CommandConfinement(mapping)
        if maxAttempts < 1 { mapping.reject("max_attempts", "must be at least 1") }
    }

    /// The environment of a program: a clean one with the variables of the run, and with ours before all.
    func environment(adding variables: [String: String] = [:]) -> [String: String] {
        CommandJob.baseEnvironment.merging(variables) { _, variable in variable }
            .merging(environment) { _, configured in configured }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        CommandEngine(configuration: self, runner: tools.commands)
    }
}
