import Foundation

/// The end of what a program printed, in memory and in a file; however much it prints, the file stays small.
final class OutputTail {
    /// What is kept.
    static let limit = 64 << 10
    /// The file is written anew this often at most, beside at the end.
    private static let interval: TimeInterval = 1

    private let file: URL
    private var bytes = Data()
    private var isSaved = false
    private var savedAt = Date.distantPast

    init(file: URL) {
        self.file = file
    }

    /// Takes what was printed.
    func append(_ data: Data) {
        guard !data.isEmpty else { return }
        bytes.append(data)
        isSaved = false
        if bytes.count > 2 * Self.limit { bytes = Data(bytes.suffix(Self.limit)) }
    }

    /// Writes the file if there is something new and the last time is long enough ago.
    func saveIfDue(at now: Date = Date()) {
        guard now.timeIntervalSince(savedAt) >= Self.interval else { return }
        save(at: now)
    }

    /// Writes the file. A full disk must not end the program, whose result counts and not its output.
    func save(at now: Date = Date()) {
        guard !isSaved else { return }
        isSaved = (try? bytes.suffix(Self.limit).write(to: file, options: .atomic)) != nil
        savedAt = now
    }

    /// The last line that is not empty.
    var lastLine: String {
        String(lastWords.split(whereSeparator: \.isNewline).last?.prefix(300) ?? "")
    }

    /// As much as says why a program ended.
    var lastWords: String { String(decoding: bytes.suffix(4096), as: UTF8.self) }
}
