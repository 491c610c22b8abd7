import Foundation
import Hummingbird
import HummingbirdCore
import Logging

/// Puts a responder behind connections.
enum HTTPResponses {
    /// What a connection calls for each request.
    static func responder<Responder: HTTPResponder<BasicRequestContext>>(
        _ responder: Responder, logger: Logger
    ) -> HTTPChannelHandler.Responder {
        { request, writer, channel in
            let context = BasicRequestContext(source: .init(channel: channel, logger: logger))
            var response: Response
            do {
                response = try await RequestPeer.$address.withValue(RequestPeer.address(of: channel)) {
                    try await responder.respond(to: request, context: context)
                }
            } catch let error as any HTTPResponseError {
                response = try error.response(from: request, context: context)
            } catch is CancellationError {
                // The process is ending, or the client is gone.
                response = Response(.serviceUnavailable, text: "Service Unavailable\n")
            } catch {
                logger.error("A request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
                response = Response(.internalServerError, text: "Internal Server Error\n")
            }
            response.headers[.date] = Date.now.httpHeader
            try await writer.write(response: response.head, body: response.body)
        }
    }
}
