import Hummingbird

@testable import Monitor

extension WebServer {
    /// A server with the pages of an exporter over a snapshot, and nothing that evaluates.
    init(exporting snapshots: SnapshotStore) throws {
        let role = ServerRole(
            name: "exporter", services: [], links: [], snapshots: snapshots, samples: { [] }, checkReadiness: {},
            routes: { frame in
                let routes = RouteCollection<BasicRequestContext>()
                routes.addRoutes(EvidentlyController(snapshots: snapshots).endpoints)
                routes.addRoutes(try ModelPagesController(snapshots: snapshots, frame: frame).endpoints)
                return routes
            })
        let configuration = try Configuration(text: "{}")
        try self.init(
            [role], options: WebOptions(addresses: []), configuration: { configuration },
            logger: LogSettings(level: .error, format: .logfmt).logger("test"))
    }
}
