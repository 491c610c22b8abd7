import Foundation
import NIOPosix
import Testing
import TestSupport

@testable import Monitor

/// What a program may take, and as whom it runs.
struct CommandLimitTests {
    private static let isRoot = geteuid() == 0
    /// The limit of processes does not hold for root.
    private static let other = isRoot ? ", user: nobody" : ""
    private let trial: CommandTrial

    init() throws {
        trial = try CommandTrial()
    }

    @Test(
        arguments: [
            (
                "memory: 300MB", #"/usr/bin/python3 -c "bytearray(1 << 30)""#, "",
                "exit status 1, perhaps for its limit memory of 300MB: MemoryError"
            ),
            (
                "memory: 1GB, cpu_seconds: 1", "while true; do true; done", "",
                "ended by signal 24, perhaps for its limit cpu_seconds of 1"
            ),
            (
                "file_size: 1MB", "exec head -c 2000000 /dev/zero > big", "",
                "ended by signal 25, perhaps for its limit file_size of 1MB"
            ),
            (
                "open_files: 32", #"/usr/bin/python3 -c "import os; [os.dup(0) for _ in range(99)]""#, "",
                "exit status 1, perhaps for its limit open_files of 32: OSError: [Errno 24] Too many open files"
            ),
            (
                "processes: 1", "sleep 1 | cat", other,
                "exit status 2, perhaps for its limit processes of 1"
            ),
        ])
    func `a limit strikes, and is told`(limits: String, script: String, more: String, expected: String) async throws {
        let script = script.replacing("big", with: trial.folder.path("big"))
        let state = try await trial.end(of: script, more: ", limits: {\(limits)}\(more)")
        guard case .failed(let reason) = state else {
            Issue.record("expected a failure, got \(state)")
            return
        }
        #expect(reason.hasPrefix(expected), "\(reason)")
    }

    @Test(
        arguments: [
            (SIGABRT, "", 0.0, "memory of 8GB"), (SIGSEGV, "", 0, "memory of 8GB"), (SIGKILL, "", 59, "memory of 8GB"),
            (SIGKILL, "", 61, "cpu_seconds of 60"), (SIGXCPU, "", 0, "cpu_seconds of 60"),
            (SIGXFSZ, "", 99, "file_size of 1536MB"), (nil, "java.lang.OutOfMemoryError: heap", 61, "memory of 8GB"),
            (SIGABRT, "x: Too many open files\nterminate", 0, "open_files of 20"), (nil, "no data", 61, nil),
            (SIGTERM, "", 0, nil),
        ] as [(Int32?, String, Double, String?)])
    func `the limit that explains an end is suspected`(
        signal: Int32?, words: String, cpuSeconds: Double, expected: String?
    ) throws {
        let engine = try trial.engine(
            "", more: ", limits: {memory: 8GiB, cpu_seconds: 60, open_files: 20, file_size: 1536MB}")
        let limits = try #require(engine.configuration.confinement?.limits)
        #expect(limits.suspect(signal: signal, words: words, cpuSeconds: cpuSeconds) == expected)
    }

    @Test func `limits hold for the program, and not for those who start it`() async throws {
        let before = try Self.limits("self")
        let limits = "limits: {memory: 1GB, cpu_seconds: 60, open_files: 64, processes: 4000, file_size: 2MB}"
        let engine = try trial.engine("cat /proc/self/limits; nice", more: ", nice: 7, \(limits)")
        let run = try await trial.started(engine, trial.request())
        let supervisor = try #require(CommandFolder(storage: trial.folder.url.path(), key: run.id).supervisor)
        let above = try? Self.limits("\(supervisor.id)")
        #expect(try await trial.end(of: engine, run) == .succeeded("exit status 0: 7"))
        let program = try Self.fields(trial.output)
        #expect(program["Max address space"] == "1073741824")
        #expect(program["Max cpu time"] == "60")
        #expect(program["Max open files"] == "64")
        #expect(program["Max processes"] == "4000")
        #expect(program["Max file size"] == "2097152")
        #expect(program["Max core file size"] == "0")
        #expect(try Self.limits("self") == before)
        for name in ["Max address space", "Max cpu time", "Max file size"] {
            #expect(above == nil || above?[name] == before[name], "\(name)")
        }
    }

    @Test func `a program without limits makes no core dumps either`() async throws {
        #expect(try await trial.end(of: "ulimit -c") == .succeeded("exit status 0: 0"))
    }

    @Test(.enabled(if: isRoot))
    func `a program of another user has no more than the user, and gives back what it says`() async throws {
        let engine = try trial.engine(
            "id -un; id -G; echo $HOME $USER; echo {\\\"rows\\\": 7} > \"$MODELWATCH_OUTPUT\"; cat \"$(dirname \"$MODELWATCH_OUTPUT\")/rt-k-a1/job.json\"",
            more: ", user: nobody")
        let run = try await trial.started(engine, trial.request())
        guard case .failed(let reason) = try await trial.end(of: engine, run) else {
            Issue.record("expected the job to be closed to the user")
            return
        }
        #expect(reason.hasSuffix("Permission denied"))
        let nobody = try #require(MachineUser("nobody"))
        #expect(MachineUser("\(nobody.id)") == nobody)
        #expect(try trial.output.hasPrefix("nobody\n\(nobody.group)\n\(nobody.home) nobody\n"))
        #expect(CommandFolder(storage: trial.folder.url.path(), key: run.id).output == ["rows": "7"])
    }

    @Test func `the command of a verdict has limits as well`() async throws {
        let policy = """
            policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}, verdict: {metrics: [{name: auc,
              min_improvement: 0.1}], promote: {command: {argv: [/bin/sh, -c, 'ulimit -n; exit 4'], limits: {open_files: 50}}}}}]
            """
        guard case .hook(let hook)? = try Configuration(text: policy).policies[0].verdict?.promotion else {
            Issue.record("expected a hook")
            return
        }
        let commands = CommandRunner(
            storage: trial.folder.url.path(), executable: BuiltProduct.modelwatch, threads: .singleton)
        let runner = HookRunner(tools: EngineTools(client: HTTPClient(threads: .singleton), commands: commands))
        let document = VerdictDocument(
            trigger: "k", policy: "p", model: "m", action: "promote", champion: nil, challenger: nil, metrics: [],
            verdict: .promoted, reason: "")
        let answer = try await Eventually.value(within: .seconds(20), "the hook is done") {
            let answer = await runner.tell(hook, document, key: "k-promote")
            if case .pending = answer { return VerdictAnswer?.none }
            return answer
        }
        #expect(answer == .refused("the command: exit status 4: 50"))
    }

    @Test func `what cannot be started is told`() async throws {
        let state = try await trial.end(of: "true", more: ", user: no-such-user")
        #expect(state == .failed("exit status 127: the command is not started: there is no user no-such-user"))
    }

    @Test(
        arguments: [
            ("nice: 20", "\"nice\" must be from 0 to 19"),
            ("limits: {memory: 0MB}", "\"memory\" must be greater than 0"),
            ("limits: {open_files: 0}", "\"open_files\" must be greater than 0"),
            ("limits: {memory: lots}", "\"memory\" must be a size such as 256MB or 1GB"),
            ("limits: {cpu: 3}", "unknown key \"cpu\""),
        ])
    func `limits that cannot be meant are mistakes`(keys: String, expected: String) {
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(
                text: "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true], \(keys)}}}]")
        }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test func `a user that cannot be had is found at the start`() throws {
        let policy = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true], user: USER}}}]"
        let read = { (user: String) throws in
            let file = try trial.folder.write(policy.replacing("USER", with: user), to: "modelwatch.yml")
            _ = try ConfigurationReader(file: file, secretsOf: [.bridge]).read()
        }
        let error = #expect(throws: InvalidConfiguration.self) { try read("no-such-user") }
        #expect(
            error?.description.contains("\"user\" names a user that this machine does not have: no-such-user") == true)
        if Self.isRoot {
            try read("nobody")
            try read("0")
        } else {
            try read("\(geteuid())")
            let error = #expect(throws: InvalidConfiguration.self) { try read("root") }
            #expect(error?.description.contains("argv: [sudo, -n, -u, root, PROGRAM]") == true)
        }
    }

    /// The soft limits of a process by name, from `/proc/ID/limits`.
    private static func limits(_ process: String) throws -> [String: String] {
        try fields(String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8))
    }

    private static func fields(_ text: String) throws -> [String: String] {
        var limits: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("Max ") {
            let name = line.prefix(26).trimmingCharacters(in: .whitespaces)
            limits[name] = line.dropFirst(26).split(separator: " ").first.map(String.init)
        }
        return limits
    }
}
