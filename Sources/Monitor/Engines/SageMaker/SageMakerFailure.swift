import Foundation

/// What SageMaker answers in place of a result; most of it comes as 400, whatever it means.
enum SageMakerFailure {
    /// Amazon's words, by the status that tells as much in the words of other engines.
    private static let codes: [(status: Int, codes: Set<String>)] = [
        (
            401,
            [
                "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "IncompleteSignatureException",
                "InvalidClientTokenId", "InvalidSignatureException", "MissingAuthenticationToken",
                "MissingAuthenticationTokenException", "RequestExpired", "SignatureDoesNotMatch",
                "UnrecognizedClientException",
            ]
        ),
        (403, ["AccessDenied", "AccessDeniedException", "NotAuthorized", "OptInRequired"]),
        (404, ["ResourceNotFound"]),
        (
            429,
            [
                "ConflictException", "RequestLimitExceeded", "ResourceLimitExceeded", "Throttling",
                "ThrottlingException",
                "TooManyRequestsException",
            ]
        ),
    ]

    /// The code and the message of `{"__type": "com.amazonaws.sagemaker#Code", "message": …}`, which has other spellings.
    static func detail(_ body: Data) -> String {
        let document = try? JSONDecoder().decode(JSONValue.self, from: body)
        let type = document?["__type"]?.string ?? document?["Code"]?.string ?? ""
        let code = type.split(separator: "#").last ?? ""
        let message = document?["Message"]?.string ?? EngineDetail.text(body)
        return [String(code), message].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// The error with the status that other engines would answer.
    static func translated(_ error: EngineError) -> EngineError {
        guard case .status(let engine, 400, let detail, let pause) = error else { return error }
        let code = String(detail.prefix { $0 != ":" })
        let status = codes.first { $0.codes.contains(code) }?.status ?? 400
        return .status(engine: engine, status, detail, retryAfter: pause)
    }
}
