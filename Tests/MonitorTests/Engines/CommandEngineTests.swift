import Foundation
import NIOPosix
import Testing
import TestSupport

@testable import Monitor

struct CommandEngineTests {
    private let trial: CommandTrial
    private let folder: TemporaryFolder

    init() throws {
        trial = try CommandTrial()
        folder = trial.folder
    }

    @Test func `the alert arrives on standard input and in the environment`() async throws {
        let engine = try trial.engine(
            "grep -c rt-k-a1; echo $STAGE $MODELWATCH_MODEL $MODELWATCH_VALUE $MODELWATCH_TRIGGER")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .succeeded("exit status 0: test fraud 0.5 rt-k-a1"))
    }

    @Test(arguments: ["", ", limits: {open_files: 100}"])
    func `the storage may have any name`(more: String) async throws {
        let engine = try trial.engine("exit 0", more: more, storage: "/all of it, 100 %ä")
        #expect(try await trial.end(of: engine, trial.started(engine, trial.request())).isSuccess)
    }

    @Test func `alert text is never run`() async throws {
        let engine = try trial.engine("echo \"$MODELWATCH_MODEL\"")
        let run = try await trial.started(engine, trial.request(model: "$(touch \(folder.path("pwned")))`id`; exit 1"))
        #expect(try await trial.end(of: engine, run).isSuccess)
        #expect(!FileManager.default.fileExists(atPath: folder.path("pwned")))
    }

    @Test func `no signal is blocked in the program, and closed pipes are noticed`() async throws {
        let engine = try trial.engine("yes | head -n 1; grep SigBlk /proc/self/status | cut -f 2")
        let run = try await trial.started(engine, trial.request())
        _ = try await trial.end(of: engine, run)
        let output = CommandFolder(storage: folder.url.path(), key: "rt-k-a1").log
        #expect(try String(contentsOf: output, encoding: .utf8) == "y\n0000000000000000\n")
    }

    @Test(
        arguments: [
            (
                #"{"accuracy": 0.9, "champion.accuracy": 0.8, "model_version": "8", "rows": 12, "ok": true, "more": [1]}"#,
                ["accuracy": "0.9", "champion.accuracy": "0.8", "model_version": "8", "rows": "12", "ok": "true"]
            ),
            ("half a docu", [:]), ("[1, 2]", [:]), ("", [:]),
        ])
    func `what a program gives back is told by name`(document: String, expected: [String: String]) async throws {
        let file = folder.path("document")
        try document.write(toFile: file, atomically: true, encoding: .utf8)
        let engine = try trial.engine("cat \(file) > \"$MODELWATCH_OUTPUT\"")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run).isSuccess)
        #expect(try await engine.poll(run).output == expected)
    }

    @Test func `a program that gives back too much gives back nothing`() async throws {
        let engine = try trial.engine("head -c 70000 /dev/zero | tr \"\\\\0\" 1 > \"$MODELWATCH_OUTPUT\"")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run).isSuccess)
        #expect(try await engine.poll(run).output == [:])
    }

    @Test func `a failure tells its status and last words`() async throws {
        let engine = try trial.engine("echo no data >&2; exit 3")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .failed("exit status 3: no data"))
    }

    @Test func `a program that takes too long is stopped`() async throws {
        let engine = try trial.engine("sleep 60", timeout: "200ms")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .failed("stopped after its timeout"))
    }

    @Test func `a program is stopped when asked to`() async throws {
        let engine = try trial.engine("sleep 60")
        let run = try await trial.started(engine, trial.request())
        #expect(try await engine.cancel(run) == .accepted)
        #expect(try await trial.end(of: engine, run) == .cancelled("stopped when asked to"))
    }

    @Test func `the same key starts nothing twice, neither during the run nor after it`() async throws {
        let engine = try trial.engine("echo run >> \(folder.path("runs")); sleep 0.5")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.started(engine, trial.request()).isNew == false)
        #expect(try await trial.end(of: engine, run).isSuccess)
        #expect(try await trial.started(engine, trial.request()).isNew == false)
        #expect(try String(contentsOfFile: folder.path("runs"), encoding: .utf8) == "run\n")
        #expect(try await engine.find(key: "rt-k-a1", since: .distantPast)?.id == "rt-k-a1")
        #expect(try await engine.find(key: "rt-other-a1", since: .distantPast) == nil)
    }

    @Test func `a run whose supervisor vanished is lost and not run again`() async throws {
        let commands = CommandFolder(storage: folder.url.path(), key: "rt-k-a1")
        try commands.prepare(CommandJob(arguments: ["/bin/true"], environment: [:], timeoutSeconds: 1, input: ""))
        #expect(try commands.claim(ProcessIdentity(id: ProcessIdentity.current.id, startTime: "1")))
        #expect(try !commands.claim(.current))
        let engine = try trial.engine("true")
        let run = try await trial.started(engine, trial.request())
        #expect(!run.isNew)
        guard case .lost = try await engine.poll(run).state else {
            Issue.record("expected the run to be lost")
            return
        }
    }

    @Test func `a program that cannot work now is run again with the same key`() async throws {
        let script = "echo run >> \(folder.path("runs")); test $(wc -l < \(folder.path("runs"))) = 3 || exit 75"
        let engine = try trial.engine(script, more: ", max_attempts: 5, backoff: 10ms")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .succeeded("exit status 0"))
        #expect(try String(contentsOfFile: folder.path("runs"), encoding: .utf8) == "run\nrun\nrun\n")
    }

    @Test func `a program that never can work fails after its last try`() async throws {
        let script = "echo run >> \(folder.path("runs")); echo no GPU; exit 75"
        let engine = try trial.engine(script, more: ", max_attempts: 2, backoff: 10ms")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .failed("exit status 75 at every try: no GPU"))
        #expect(try String(contentsOfFile: folder.path("runs"), encoding: .utf8) == "run\nrun\n")
    }

    @Test func `between two tries a program can be stopped, and its time ends`() async throws {
        let engine = try trial.engine("exit 75", more: ", backoff: 1m")
        let run = try await trial.started(engine, trial.request())
        _ = try await engine.cancel(run)
        #expect(try await trial.end(of: engine, run) == .cancelled("stopped when asked to"))
        let brief = try trial.engine("exit 75", timeout: "200ms", more: ", backoff: 1m")
        let other = try await trial.started(brief, trial.request("rt-other-a1"))
        #expect(try await trial.end(of: brief, other) == .failed("stopped after its timeout"))
    }

    @Test func `a program that prints without end fills no disk`() async throws {
        let engine = try trial.engine("seq 3000000; echo done", timeout: "5m")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .succeeded("exit status 0: done"))
        let output = CommandFolder(storage: folder.url.path(), key: "rt-k-a1").log
        let text = try String(contentsOf: output, encoding: .utf8)
        #expect(text.utf8.count == OutputTail.limit)
        #expect(text.hasSuffix("\n2999999\n3000000\ndone\n"))
    }

    @Test func `output can be read while the program runs`() async throws {
        let engine = try trial.engine("echo begun; sleep 60")
        let run = try await trial.started(engine, trial.request())
        let output = CommandFolder(storage: folder.url.path(), key: "rt-k-a1").log
        try await Eventually.holds(within: .seconds(20), "the output is there") {
            (try? String(contentsOf: output, encoding: .utf8)) == "begun\n"
        }
        _ = try await engine.cancel(run)
        #expect(try await trial.end(of: engine, run) == .cancelled("stopped when asked to: begun"))
    }

    @Test func `a run lasts as long as what its program started`() async throws {
        let engine = try trial.engine("(sleep 1; echo late) & echo done")
        let run = try await trial.started(engine, trial.request())
        #expect(try await trial.end(of: engine, run) == .succeeded("exit status 0: late"))
    }

    @Test func `a program that does not exist is refused`() async throws {
        let text = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/nowhere/train]}}}]"
        let settings = try Configuration(text: text).policies.first?.engine.settings
        guard let configuration = settings as? CommandConfiguration else { return }
        let runner = CommandRunner(storage: folder.url.path(), executable: BuiltProduct.modelwatch, threads: .singleton)
        let outcome = try await CommandEngine(configuration: configuration, runner: runner).start(trial.request())
        #expect(outcome == .refused("no executable /nowhere/train"))
    }
}

extension RunState {
    fileprivate var isSuccess: Bool {
        if case .succeeded = self { true } else { false }
    }
}
