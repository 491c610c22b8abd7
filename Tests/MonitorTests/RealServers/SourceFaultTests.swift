import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The built executable and every server that does not give the data.
struct SourceFaultTests {
    init() throws { try ADBCDrivers.makeKnown() }

    private static let genres = Fixtures.packageRoot.appending(path: "examples/genres").path()

    private static func model(_ name: String, current keys: String) -> String {
        "  - {name: \(name), reference: {path: \(genres)/reference.parquet}, current: {\(keys)}}\n"
    }

    private static func servers(web: String) async throws -> SourceFault.Servers {
        let store = try await RcloneServer()
        try store.put(Data("x,y\n1,2\n".utf8), at: "a.csv")
        for name in ["a", "b"] { try store.put(Data(count: 1000), at: "large/\(name).csv") }
        try store.put(Data("nothing to see".utf8), at: "notes.txt")
        let database = try await PostgreSQLServer()
        try await database.execute("create table t (x int); insert into t values (1)")
        return SourceFault.Servers(
            store: store, database: database, web: web, closed: "http://127.0.0.1:\(try await FreePort.next())")
    }

    @Test func `check tells each and exits with 1, the exporter marks each and serves the others`() async throws {
        try await SourceFaults.webServer.run { web in
            let servers = try await Self.servers(web: web)
            for fault in SourceFaults.all { try await Self.check(fault, servers) }
            try await Self.export(servers)
            try await servers.store.stop()
        }
    }

    private static func check(_ fault: SourceFault, _ servers: SourceFault.Servers) async throws {
        let folder = try TemporaryFolder()
        try folder.write("models:\n" + model("faulty", current: fault.keys(servers)), to: "modelwatch.yml")
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["check", "--config.file", folder.path("modelwatch.yml")],
            log: folder.url.appending(path: "check.log"))
        try await Eventually.holds(within: .seconds(30), "check of \(fault.name) ends") { !child.isRunning }
        #expect(child.exitStatus == 1, "\(fault.name): \(child.output.suffix(600))")
        #expect(child.output.contains(fault.reason), "\(fault.name): \(child.output.suffix(600))")
        #expect(!child.output.contains(PostgreSQLServer.password) && !child.output.contains("wrong-secret-key"))
    }

    /// All at once beside a model that is well; a database that dies during a query comes last.
    private static func export(_ servers: SourceFault.Servers) async throws {
        let exporter = try await ExporterProcess()
        let endless = "query: 'select x, pg_sleep(0.001) from generate_series(1, 1000000) x'"
        let password = "password: '\(PostgreSQLServer.password)'"
        let faulty = SourceFaults.all.enumerated().map { model("fault-\($0)", current: $1.keys(servers)) }
        try exporter.folder.write(
            ExporterProcess.configuration + faulty.joined()
                + model("dying", current: "path: '\(servers.database.url)', \(password), \(endless)"),
            to: "modelwatch.yml")
        let child = try exporter.launched()
        func up(_ model: String) async throws -> Double? {
            try await exporter.value(#"modelwatch_source_up{model="\#(model)",source="current"}"#)
        }
        try await Eventually.holds(within: .seconds(120), "every fault is marked") {
            for place in SourceFaults.all.indices where (try? await up("fault-\(place)")) != 0 { return false }
            return (try? await up("genre-classifier")) == 1
        }
        for fault in SourceFaults.all { #expect(child.output.contains(fault.reason.logged), "\(fault.name)") }
        // Nothing is known of a database that has not answered yet.
        #expect(try await up("dying") == nil)
        try await servers.database.stop()
        try await Eventually.holds(within: .seconds(60), "the end of the database is noticed") {
            (try? await up("dying")) == 0
        }
        #expect(child.output.contains("cannot fetch \(servers.database.url): "))
        #expect(try await up("genre-classifier") == 1)
        #expect(
            try await exporter.value(#"modelwatch_check_success{model="genre-classifier",check="column_drift"}"#) == 1)
        #expect(!child.output.contains(PostgreSQLServer.password) && !child.output.contains("wrong-secret-key"))
        try await child.stop()
        #expect(child.exitStatus == 0)
    }
}

extension String {
    /// The text as it stands within quotes in a line of the log.
    fileprivate var logged: String { replacing("\"", with: "\\\"") }
}
