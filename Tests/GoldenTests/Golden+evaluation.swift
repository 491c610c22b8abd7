import Checks
import Foundation
import Monitor
import NIOPosix
import Statistics
import Testing

extension Golden {
    /// Evaluates a recorded pair of data sets as a user would, through a configuration file.
    ///
    /// - Parameters:
    ///   - columns: What `columns` says besides the kinds, such as `target: y, prediction: p`.
    ///   - drift: What `drift` says besides `compat`, such as `numerical: psi`.
    ///   - more: Further lines of the model, such as `ranking: {k: 5}`.
    func evaluate(
        _ group: String, task: ModelTask = .unsupervised, columns: String = "", drift: String = "", more: [String] = []
    ) async throws -> ModelEvaluation {
        let kinds = datasets[group]?.columns ?? [:]
        func list(_ kind: String) -> String {
            kinds.filter { $0.value == kind }.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
        }
        let roles = columns.isEmpty ? "" : columns + ", "
        let settings = drift.isEmpty ? "" : ", " + drift
        let lines = [
            "models:",
            "  - name: golden",
            "    task: \(task.rawValue)",
            "    reference: {path: \(Golden.folder.path())/data/s1_\(group)_ref.parquet}",
            "    current: {path: \(Golden.folder.path())/data/s1_\(group)_cur.parquet}",
            "    columns: {\(roles)numerical: [\(list("num"))], categorical: [\(list("cat"))]}",
            "    drift: {compat: evidently\(settings)}",
            "    limits: {categories: 1000}",
        ]
        let text = (lines + more.map { "    " + $0 }).joined(separator: "\n") + "\n"
        let file = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString).yml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let configuration = try Configuration(file: file.path())
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        let evaluation = try await ModelEvaluator(try #require(configuration.models.first), on: pool).evaluate(at: .now)
        try await pool.shutdownGracefully()
        return evaluation
    }
}
