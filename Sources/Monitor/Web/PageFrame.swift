/// What every page of a server is shown in: who we are, and where the pages are.
struct PageFrame: Sendable {
    /// A page that every page leads to.
    struct Link: Sendable {
        let name: String
        /// Begins with a slash; the root is a slash alone.
        let path: String
    }

    /// What every link begins with; empty at the root of an address.
    let root: String
    /// The path of the metrics, without what every link begins with.
    let telemetryPath: String
    private let title: String
    private let links: [Link]

    init(_ roles: [ServerRole], _ options: WebOptions) {
        root = options.location.linkPrefix
        telemetryPath = options.telemetryPath.text
        title = roles.count == 1 ? "Modelwatch \(roles[0].name)" : "Modelwatch"
        links =
            roles.flatMap(\.links) + [
                Link(name: "Metrics", path: options.telemetryPath.text), Link(name: "Configuration", path: "/config"),
                Link(name: "Health", path: "/-/healthy"),
            ]
    }

    /// The header in HTML; nothing in it comes from outside.
    var header: String {
        "<b>\(title)</b> "
            + links.map { "<a href=\"\(root)\($0.path)\">\($0.name)</a>" }.joined(separator: " ")
    }
}
