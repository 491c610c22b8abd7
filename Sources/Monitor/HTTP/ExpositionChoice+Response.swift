import HTTPTypes
import Hummingbird

extension ExpositionChoice {
    /// The answer with a page that was written as chosen.
    func response(_ body: BufferChain) -> Response {
        var headers: HTTPFields = [.contentType: contentType, .vary: "Accept, Accept-Encoding"]
        if coding == .gzip { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: body.buffers))
    }
}
