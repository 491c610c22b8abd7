import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The built exporter while its current data are damaged in every way that a careless writer has.
struct TornInputTests {
    private enum Damage: String, CaseIterable {
        case halfWritten, truncated, empty, otherContent, corruptPages, otherSchema, deleted
    }

    @Test func `the last good values stay, the fault is told, and good data end it`() async throws {
        let exporter = try await ExporterProcess()
        let child = try await exporter.start()
        let accuracy = #"modelwatch_accuracy{model="genre-classifier",dataset="current",basis="realized"}"#
        let success = #"modelwatch_check_success{model="genre-classifier",check="column_drift"}"#
        let isUp = #"modelwatch_source_up{model="genre-classifier",source="current"}"#
        #expect(try await exporter.value(accuracy) == 0.926)
        for damage in Damage.allCases {
            try inflict(damage, on: exporter)
            try await Eventually.holds(within: .seconds(20), "\(damage) is noticed") {
                try await exporter.value(success) == 0
            }
            #expect(try await exporter.value(accuracy) == 0.926, "\(damage)")
            #expect(try await exporter.value(isUp) == 0, "\(damage)")
            let fault = try #require(child.output.split(separator: "\n").last { $0.contains("level=ERROR") })
            #expect(fault.contains("current.parquet"), "\(damage): \(fault)")
            #expect(fault.contains("error="), "\(damage): \(fault)")

            try exporter.replaceCurrent(with: "current.parquet")
            try await Eventually.holds(within: .seconds(20), "\(damage) is over") {
                try await exporter.value(success) == 1
            }
            #expect(try await exporter.value(isUp) == 1, "\(damage)")
        }
        try await child.stop()
        #expect(child.exitStatus == 0)
    }

    private func inflict(_ damage: Damage, on exporter: ExporterProcess) throws {
        let file = URL(filePath: exporter.folder.path("current.parquet"))
        let good = try Data(contentsOf: file)
        switch damage {
        case .halfWritten: try good.prefix(good.count / 2).write(to: file)
        case .truncated: try good.dropLast(1).write(to: file)
        case .empty: try Data().write(to: file)
        case .otherContent: try Data("not what was expected\n".utf8).write(to: file)
        case .corruptPages:
            // Head and footer as they were, the pages between them replaced.
            let middle = Data((0..<good.count - 20_004).map { UInt8(truncatingIfNeeded: $0 &* 37) })
            try (good.prefix(4) + middle + good.suffix(20_000)).write(to: file)
        case .otherSchema:
            try Data(contentsOf: Fixtures.url("genres/other-schema.parquet")).write(to: file)
        case .deleted: try FileManager.default.removeItem(at: file)
        }
    }
}
