import Hummingbird
import ServiceLifecycle

/// What a role of the process brings to the HTTP server: services, routes, pages and metrics.
struct ServerRole: Sendable {
    /// The role as the command line names it.
    let name: String
    /// What the role uses of the configuration.
    let part: ConfigurationPart
    /// How it goes on with another configuration.
    let changes: any ReloadableRole
    /// What runs as long as the server does; pools of threads go before those who use them.
    let services: [any Service]
    /// The pages that every page leads to.
    let links: [PageFrame.Link]
    /// The route that takes webhooks; nil if there is none.
    var webhook: WebhookRoute?
    /// Who may act; nil if the role has nothing that only some may do.
    var operators: OperatorSettings?
    /// What the metrics page begins with; nil if everything is measured anew for each scrape.
    var pages: PageCache?
    /// What is measured for each scrape.
    let samples: @Sendable () async throws -> [MetricSample]
    /// The answer where there is no route.
    var absence = Absence.unknown
    /// Throws if work cannot be taken now.
    let checkReadiness: @Sendable () async throws -> Void
    /// The routes beside those that every server has; the arguments are what its pages are shown in, and who may act.
    let routes: @Sendable (PageFrame, OperatorDirectory) throws -> RouteCollection<BasicRequestContext>
}
