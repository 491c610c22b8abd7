/// A call to an engine that did not succeed.
enum EngineError: Error, Equatable, CustomStringConvertible {
    /// An answer that is no success, with what the engine says about it.
    case status(engine: String, Int, String, retryAfter: Duration?)
    /// An answer that is a success and cannot be read.
    case unexpectedAnswer(engine: String)
    /// A success by its status that tells of a failure.
    case refusal(engine: String, String)
    /// An address to which nothing may be sent.
    case forbidden(engine: String, String)
    /// No connection: nothing was sent.
    case unreachable(engine: String, String)
    /// No answer: whether the engine acted is unknown.
    case noAnswer(engine: String, String)

    var description: String {
        switch self {
        case .status(let engine, let status, let detail, _):
            "\(engine) answered \(status)" + (detail.isEmpty ? "" : ": \(detail)")
        case .unexpectedAnswer(let engine): "\(engine)'s answer could not be read"
        case .refusal(let engine, let detail): "\(engine) refuses: \(detail)"
        case .forbidden(let engine, let reason): "\(engine) is not called: \(reason)"
        case .unreachable(let engine, let reason): "\(engine) cannot be reached: \(reason)"
        case .noAnswer(let engine, let reason): "\(engine) did not answer: \(reason)"
        }
    }

    /// What a failed start means.
    ///
    /// A 5xx may come after the run was made, so it is ambiguous; engines that keep to a key are simply called again.
    var startOutcome: StartOutcome {
        switch self {
        case .status(_, 401, _, _), .status(_, 403, _, _): .unauthorized(description)
        case .status(_, 408, _, let pause), .status(_, 425, _, let pause), .status(_, 429, _, let pause):
            .unavailable(description, retryAfter: pause)
        case .status(_, 503, _, let pause): .unavailable(description, retryAfter: pause)
        case .unreachable: .unavailable(description)
        case .status(_, 300..<500, _, _), .refusal, .forbidden: .refused(description)
        case .status, .unexpectedAnswer, .noAnswer: .ambiguous(description)
        }
    }
}
