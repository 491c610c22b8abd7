import Checks
import Foundation

/// Where the quality of a model's last evaluations is kept, so that a restart does not forget it.
struct QualityHistoryFile: Sendable {
    private let url: URL
    private let empty: QualityHistory

    /// - Parameter storage: The folder for everything kept.
    init(storage: String, model: ModelConfiguration) {
        url = URL(filePath: storage).appending(path: "trends/\(StableHash.of(model.name)).json")
        empty = QualityHistory(model: model.name, version: model.definition.version)
    }

    /// What was kept of this version of the model; empty if there is none, or the file holds anything else.
    func read() -> QualityHistory {
        guard let data = try? Data(contentsOf: url),
            let history = try? JSONDecoder().decode(QualityHistory.self, from: data),
            history.model == empty.model, history.version == empty.version
        else { return empty }
        return history
    }

    /// Replaces what is kept in one step.
    ///
    /// - Throws: An error of the file system.
    func write(_ history: QualityHistory) throws {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try JSONEncoder().encode(history).write(to: url, options: .atomic)
    }
}
