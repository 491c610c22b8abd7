import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The built exporter when the file of one model blocks whoever opens it, as on a network drive that is gone.
struct HungSourceTests {
    private static func evaluations(_ model: String) -> String { #"modelwatch_evaluations_total{model="\#(model)"}"# }
    private static func hung(_ model: String) -> String { #"modelwatch_evaluation_hung{model="\#(model)"}"# }

    @Test func `a source that hangs holds up its own model only, until it returns`() async throws {
        let exporter = try await ExporterProcess()
        let folder = exporter.folder
        let library = folder.path("hang.so")
        _ = try await ChildProcess.output(
            "/usr/bin/env", ["clang", "-shared", "-fPIC", "-o", library, Fixtures.url("hang/hang.c").path()])
        try #require(FileManager.default.fileExists(atPath: library))
        let other = folder.path("other.parquet")
        try FileManager.default.copyItem(atPath: folder.path("reference.parquet"), toPath: other)
        try folder.write("", to: "other.parquet.hangs")
        let configuration =
            ExporterProcess.configuration.replacing("500ms", with: "500ms, evaluation_timeout: 3s, evaluation_width: 1")
            + ExporterProcess.model("hangs", current: "other.parquet")
        try folder.write(configuration, to: "modelwatch.yml")
        let child = try await exporter.start(environment: ["LD_PRELOAD": library])
        try await Eventually.holds(within: .seconds(20), "the hanging read is told") {
            try await exporter.value(Self.hung("hangs")) == 1
        }
        #expect(child.output.contains("other.parquet hangs"))
        #expect(try await exporter.value(Self.hung("genre-classifier")) == 0)
        // The other model has the one place again.
        try exporter.replaceCurrent(with: "reference.parquet")
        try await Eventually.holds(within: .seconds(20), "the other model is evaluated") {
            try await exporter.value(Self.evaluations("genre-classifier")) ?? 0 >= 2
        }
        // Not begun again while it hangs.
        #expect(try await exporter.value(Self.evaluations("hangs")) == 1)
        try FileManager.default.removeItem(atPath: folder.path("other.parquet.hangs"))
        try await Eventually.holds(within: .seconds(20), "the model is evaluated after all") {
            try await exporter.value(#"modelwatch_check_success{model="hangs",check="column_drift"}"#) == 1
        }
        #expect(try await exporter.value(Self.hung("hangs")) == 0)
        // It ends although a read hangs.
        try folder.write("", to: "other.parquet.hangs")
        try FileManager.default.copyItem(atPath: folder.path("current.parquet"), toPath: other + ".new")
        try #require(unsafe rename(other + ".new", other) == 0)
        try await Task.sleep(for: .seconds(1))
        try await child.stop()
        #expect(child.exitStatus == 0)
    }
}
