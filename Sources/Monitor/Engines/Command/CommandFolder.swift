import Foundation

/// The files that a bridge and the supervisor of one run share.
struct CommandFolder: Sendable {
    let url: URL

    /// The folder of a run under the bridge's storage.
    init(storage: String, key: String) {
        url = URL(filePath: storage).appending(path: "commands").appending(path: key)
    }

    init(path: String) {
        url = URL(filePath: path)
    }

    /// Where it is, as programs are told it.
    var path: String { url.path(percentEncoded: false) }

    /// The end of what the program printed.
    var log: URL { url.appending(path: "output.log") }

    /// Where the program may write what it gives back, as a JSON object; another user's program beside the folder, which
    /// is only ours.
    func givenBack(byOther isOther: Bool) -> URL {
        isOther ? url.appendingPathExtension("output.json") : url.appending(path: "output.json")
    }

    /// Makes the file that another user's program may write into.
    func makeGivenBack(by user: MachineUser) throws {
        let path = givenBack(byOther: true).path(percentEncoded: false)
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CommandError.fileNotWritten(path) }
        defer { close(file) }
        // The user may pass through the folder that it is in, and not see what else is there.
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        guard fchown(file, user.id, user.group) == 0, unsafe chmod(folder, 0o711) == 0 else {
            throw CommandError.fileNotWritten(path)
        }
    }

    /// What the program gave back, by name; empty if it wrote nothing that can be read.
    var output: [String: String] {
        let isOther = job?.confinement?.user != nil
        guard let file = try? FileHandle(forReadingFrom: givenBack(byOther: isOther)),
            let data = try? file.read(upToCount: Self.outputLimit + 1), data.count <= Self.outputLimit
        else { return [:] }
        return (try? JSONDecoder().decode(JSONValue.self, from: data))?.scalars ?? [:]
    }

    /// More is not read, and counts as nothing.
    private static let outputLimit = 64 << 10

    var job: CommandJob? { read("job.json") }
    var supervisor: ProcessIdentity? { read("supervisor.json") }
    var result: CommandResult? { read("result.json") }

    /// Whether the program is to be stopped.
    var isStopRequested: Bool { FileManager.default.fileExists(atPath: path("stop")) }

    /// Asks the supervisor to stop the program.
    func requestStop() throws {
        try Data().write(to: url.appending(path: "stop"))
    }

    /// Makes the folder and writes the job; harmless if it is there already.
    func prepare(_ job: CommandJob) throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write(job, to: "job.json")
    }

    /// Claims the run for one supervisor; false if another one has it.
    ///
    /// A hard link appears complete or not at all, and only once.
    func claim(_ process: ProcessIdentity) throws -> Bool {
        let draft = url.appending(path: "supervisor.\(process.id)")
        try JSONEncoder().encode(process).write(to: draft)
        defer { try? FileManager.default.removeItem(at: draft) }
        do {
            try FileManager.default.linkItem(at: draft, to: url.appending(path: "supervisor.json"))
            return true
        } catch {
            if supervisor != nil { return false }
            throw error
        }
    }

    func finish(_ result: CommandResult) throws {
        try write(result, to: "result.json")
    }

    private func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

    private func read<Value: Decodable>(_ name: String) -> Value? {
        guard let data = try? Data(contentsOf: url.appending(path: name)) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: data)
    }

    private func write(_ value: some Encodable, to name: String) throws {
        let draftName = ".\(name).\(ProcessInfo.processInfo.processIdentifier)"
        let draft = url.appending(path: draftName)
        try JSONEncoder().encode(value).write(to: draft)
        let file = try FileHandle(forUpdating: draft)
        try file.synchronize()
        try file.close()
        guard unsafe rename(path(draftName), path(name)) == 0 else {
            throw CommandError.fileNotWritten(path(name))
        }
    }
}
