import HTTPTypes
import Hummingbird

/// What a server says where it has no route.
struct Absence: Sendable, Equatable {
    let status: HTTPResponse.Status
    let text: String

    /// The words of Go's servers.
    static let unknown = Absence(status: .notFound, text: "404 page not found\n")

    var response: Response { Response(status, text: text) }
}
