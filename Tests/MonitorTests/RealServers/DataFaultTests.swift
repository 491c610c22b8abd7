import Foundation
import NIOPosix
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// The built executable and every data set that cannot be evaluated.
struct DataFaultTests {
    private static let reference = Fixtures.packageRoot.appending(path: "examples/genres/reference.parquet").path()

    @Test(arguments: DataFaults.all.indices)
    func `check names the file and the reason, and exits with 1`(index: Int) async throws {
        let fault = DataFaults.all[index]
        let folder = try TemporaryFolder()
        try fault.make(folder)
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["check", Self.reference, folder.path(fault.name)],
            log: folder.url.appending(path: "check.log"))
        try await Eventually.holds(within: .seconds(20), "check of \(fault.name) ends") { !child.isRunning }
        #expect(child.exitStatus == 1, "\(fault.name): \(child.output.suffix(600))")
        #expect(child.output.contains(fault.reason), "\(fault.name): \(child.output.suffix(600))")
        let name = fault.name.prefix { $0 != "/" }
        #expect(child.output.contains(name), "\(fault.name): \(child.output.suffix(600))")
    }

    /// All of them at once, each a model, beside one that is well.
    @Test func `the exporter marks each and serves the others`() async throws {
        let folder = try TemporaryFolder()
        var models = [
            Self.model(
                "healthy", current: Fixtures.packageRoot.appending(path: "examples/genres/current.parquet").path())
        ]
        for (index, fault) in DataFaults.all.enumerated() {
            let inner = folder.url.appending(path: "\(index)")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            let own = try TemporaryFolder()
            try fault.make(own)
            for name in try FileManager.default.contentsOfDirectory(atPath: own.url.path()) {
                try FileManager.default.moveItem(at: own.url.appending(path: name), to: inner.appending(path: name))
            }
            models.append(Self.model("fault-\(index)", current: inner.appending(path: fault.name).path()))
        }
        try folder.write("models:\n" + models.joined(), to: "modelwatch.yml")
        let address = "127.0.0.1:\(try await FreePort.next())"
        let child = try ChildProcess(
            BuiltProduct.modelwatch,
            ["exporter", "--config.file", folder.path("modelwatch.yml"), "--web.listen-address", address],
            log: folder.url.appending(path: "exporter.log"))
        let client = HTTPClient(threads: .singleton)
        let page = try await Eventually.value(within: .seconds(120), "every model was looked at") {
            guard let response = try? await client.send(HTTPClientRequest(url: "http://\(address)/metrics")) else {
                return nil as String?
            }
            let page = String(decoding: response.body, as: UTF8.self)
            let known = models.indices.count { index in
                let name = index == 0 ? "healthy" : "fault-\(index - 1)"
                return page.contains(#"modelwatch_source_up{model="\#(name)",dataset="current"}"#)
                    || page.contains(#"modelwatch_source_up{model="\#(name)",source="current"}"#)
            }
            return known == models.count ? page : nil
        }
        #expect(page.contains(#"modelwatch_source_up{model="healthy",source="current"} 1"#))
        #expect(page.contains(#"modelwatch_check_success{model="healthy",check="column_drift"} 1"#))
        for (index, fault) in DataFaults.all.enumerated() {
            #expect(
                page.contains(#"modelwatch_source_up{model="fault-\#(index)",source="current"} 0"#), "\(fault.name)")
            #expect(
                page.contains(#"modelwatch_check_success{model="fault-\#(index)",check="column_drift"} 0"#),
                "\(fault.name)")
            #expect(!page.contains(#"modelwatch_column_drift_score{model="fault-\#(index)""#), "\(fault.name)")
        }
        try await child.stop()
        #expect(child.exitStatus == 0)
    }

    private static func model(_ name: String, current: String) -> String {
        """
          - name: \(name)
            reference: {path: \(Self.reference)}
            current: {path: '\(current)'}

        """
    }
}
