import HTTPTypes
import Hummingbird

/// `GET /config`: the configuration in force with its defaults, without secrets; YAML, or a page for browsers.
struct ConfigurationController: Sendable {
    private let configuration: @Sendable () -> Configuration
    private let page: PageTemplate

    init(_ configuration: @escaping @Sendable () -> Configuration, frame: PageFrame) throws {
        self.configuration = configuration
        page = try PageTemplate(Self.body, in: frame)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { request, _ in show(to: request) }
    }

    private func show(to request: Request) -> Response {
        let yaml = configuration().tree.yaml
        var response =
            AcceptHeader(request.headers[.accept] ?? "").wantsHTML
            ? page.response(["title": "Configuration", "yaml": yaml])
            : Response(.ok, text: yaml, contentType: "text/yaml; charset=utf-8")
        response.headers[.vary] = "Accept"
        return response
    }

    private static let body = """
        <h1>Configuration</h1>
        <p class="soft">What is in force, with defaults. Secrets are hidden.</p>
        <pre>{{yaml}}</pre>
        """
}
