import NIOPosix

@testable import Monitor

extension EngineTools {
    /// Tools for engines behind HTTP, on the process's own threads.
    static var testing: EngineTools {
        EngineTools(
            client: HTTPClient(threads: .singleton),
            commands: CommandRunner(storage: "", executable: BuiltProduct.modelwatch, threads: .singleton))
    }
}
