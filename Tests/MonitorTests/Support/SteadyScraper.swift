import Foundation
import Synchronization

/// Scrapes an exporter ten times a second, and notes what a Prometheus server would miss.
final class SteadyScraper: Sendable {
    private struct Notes {
        var scrapes = 0
        var failures: [String] = []
        var isOver = false
    }

    private let exporter: ExporterProcess
    private let series: [String]
    private let notes = Mutex(Notes())

    /// - Parameter series: Series that must be on every page.
    init(_ exporter: ExporterProcess, expecting series: [String]) {
        self.exporter = exporter
        self.series = series
    }

    /// How many scrapes there were.
    var count: Int { notes.withLock { $0.scrapes } }
    /// Scrapes that failed, or lacked a series.
    var failures: [String] { notes.withLock { $0.failures } }

    /// Scrapes while the body runs.
    func during(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { while !self.notes.withLock({ $0.isOver }) { await self.scrape() } }
            defer { notes.withLock { $0.isOver = true } }
            try await body()
        }
    }

    private func scrape() async {
        let problem: String?
        do {
            let page = try await exporter.send("GET", "/metrics")
            let lacking = series.filter { !page.text.contains("\n\($0) ") }
            problem = page.status != 200 ? "status \(page.status)" : lacking.first.map { "without \($0)" }
        } catch {
            problem = "\(error)"
        }
        notes.withLock { notes in
            notes.scrapes += 1
            if let problem { notes.failures.append(problem) }
        }
        try? await Task.sleep(for: .milliseconds(100))
    }
}
