import Foundation
import NIOPosix
import TestSupport
import Transfers

@testable import Monitor

/// The built executable as an exporter of the example model, with data files that a test replaces.
final class ExporterProcess: Sendable {
    let address: String
    let folder: TemporaryFolder
    private static let client = HTTPClient(threads: .singleton)

    /// Puts the good week in place, and a configuration of the one model.
    init() async throws {
        folder = try TemporaryFolder()
        address = "127.0.0.1:\(try await FreePort.next())"
        try FileManager.default.copyItem(
            at: Self.example("reference.parquet"), to: folder.url.appending(path: "reference.parquet"))
        try replaceCurrent(with: "current.parquet")
        try folder.write(Self.configuration, to: "modelwatch.yml")
    }

    /// The configuration of the example model; further models may follow.
    static let configuration = """
        global: {evaluation_interval: 500ms}
        models:
          - name: genre-classifier
            task: multiclass_classification
            reference: {path: reference.parquet}
            current: {path: current.parquet}
            columns: {target: actual_genre, prediction: predicted_genre, numerical: [mfcc_*]}
            drift: {compat: evidently}

        """

    /// One more model, of data that a test names.
    static func model(_ name: String, current: String = "current.parquet", folder: String = "") -> String {
        "  - {name: \(name), reference: {path: \(folder)reference.parquet}, current: {path: \(folder)\(current)}}\n"
    }

    private static func example(_ name: String) -> URL {
        Fixtures.packageRoot.appending(path: "examples/genres").appending(path: name)
    }

    /// Replaces the current data in one step, as a careful writer does.
    func replaceCurrent(with name: String) throws {
        let draft = folder.path("current.parquet.new")
        try? FileManager.default.removeItem(atPath: draft)
        try FileManager.default.copyItem(at: Self.example(name), to: URL(filePath: draft))
        guard unsafe rename(draft, folder.path("current.parquet")) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Starts the process and waits until it is ready.
    func start(_ arguments: [String] = [], environment: [String: String] = [:]) async throws -> ChildProcess {
        let child = try launched(arguments, environment: environment)
        try await Eventually.holds(within: .seconds(30), "the exporter is ready") {
            (try? await Self.client.send(HTTPClientRequest(url: "http://\(self.address)/-/ready")))?.status == 200
        }
        return child
    }

    /// The answer to a request.
    func send(_ method: String, _ path: String) async throws -> (status: Int, text: String) {
        let response = try await Self.client.send(
            HTTPClientRequest(method: method, url: "http://\(address)\(path)", body: method == "GET" ? nil : Data()))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// Starts the process with a web configuration and waits until it listens.
    ///
    /// - Parameters:
    ///   - web: The text of the web configuration file, which lies beside the certificates of the fixtures.
    ///   - arguments: Flags beside the usual ones.
    func start(web: String, _ arguments: [String] = []) async throws -> ChildProcess {
        for name in Fixtures.files(in: "web/tls", ending: "") {
            try? FileManager.default.copyItem(
                at: Fixtures.url("web/tls/\(name)"), to: folder.url.appending(path: name))
        }
        try writeWeb(web)
        let child = try launched(["--web.config.file", folder.path("web.yml")] + arguments)
        try await Eventually.holds(within: .seconds(30), "the exporter listens") {
            child.output.contains("Listening on")
        }
        return child
    }

    /// Replaces the web configuration file.
    func writeWeb(_ text: String) throws { try folder.write(text, to: "web.yml") }

    /// Starts the process, which may never be ready.
    func launched(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            BuiltProduct.modelwatch,
            ["exporter", "--config.file", folder.path("modelwatch.yml"), "--web.listen-address", address]
                + arguments, environment: environment,
            log: folder.url.appending(path: "exporter.log"))
    }

    /// The value of a series on the page; nil if it is not there.
    func value(_ series: String) async throws -> Double? {
        try await send("GET", "/metrics").text.split(separator: "\n")
            .first { $0.hasPrefix(series + " ") }
            .flatMap { Double($0.dropFirst(series.count + 1)) }
    }
}
