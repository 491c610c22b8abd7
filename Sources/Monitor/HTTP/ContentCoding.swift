/// How the body of an answer is compressed.
enum ContentCoding: Sendable, Hashable {
    case identity
    case gzip
}
