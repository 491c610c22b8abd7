import Hummingbird

@testable import Monitor

extension WebServer {
    /// A server with the pages of an exporter over a snapshot, and nothing that evaluates.
    init(exporting snapshots: SnapshotStore) throws {
        let role = ServerRole(
            name: "exporter", part: .models, changes: UnchangingRole(), services: [], links: [],
            pages: PageCache(snapshots),
            samples: { [] }, checkReadiness: {},
            routes: { frame, _ in
                let routes = RouteCollection<BasicRequestContext>()
                routes.addRoutes(EvidentlyController(snapshots: snapshots).endpoints)
                routes.addRoutes(try ModelPagesController(snapshots: snapshots, frame: frame).endpoints)
                return routes
            })
        try self.init(
            [role], options: WebOptions(addresses: []),
            configurations: ConfigurationStore(try Configuration(text: "{}")),
            logger: LogSettings(level: .error, format: .logfmt).logger("test"))
    }
}
