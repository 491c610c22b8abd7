/// A page of one generation as one kind of scraper takes it, but for its tail: what is measured anew for each scrape.
enum ScrapePage: Sendable {
    case identity(BufferChain)
    case gzip(GzipStream)

    /// A page that has nothing but its tail.
    static func empty(_ coding: ContentCoding) -> ScrapePage {
        switch coding {
        case .identity: .identity(BufferChain())
        case .gzip: .gzip(GzipStream())
        }
    }

    /// The body of an answer.
    func body(tail: [UInt8]) -> BufferChain {
        switch self {
        case .identity(var chain):
            chain.append(BufferChain(tail))
            return chain
        case .gzip(let stream):
            return stream.ended(with: tail)
        }
    }
}
