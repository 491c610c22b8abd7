import Foundation

/// Who has a lock, in words for people: another machine or container may have given the same number to a process.
struct LockHolder: Sendable, Equatable, Codable {
    /// No holder takes more; what is longer is not read.
    private static let limit = 1024

    let process: Int32
    let host: String
    let since: String

    /// This process, from now on.
    static var current: LockHolder {
        LockHolder(
            process: ProcessInfo.processInfo.processIdentifier, host: hostName, since: Timestamp.text(Date()))
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension LockHolder {
    /// What the holder wrote into the file; nil if that cannot be read.
    init?(of path: String) {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: Self.limit),
            let holder = try? JSONDecoder().decode(LockHolder.self, from: data)
        else { return nil }
        self = holder
    }

    /// Replaces what stands in the file, as far as the disk lets us: the lock holds without it.
    func write(to file: FileHandle) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(self) else { return }
        try? file.truncate(atOffset: 0)
        try? file.write(contentsOf: data + Data("\n".utf8))
    }
}

extension LockHolder: CustomStringConvertible {
    var description: String { "process \(process) on \(host.printable) since \(since.printable)" }
}
