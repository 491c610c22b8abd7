import HTTPTypes

extension PayloadError {
    /// How the sender is told.
    var status: HTTPResponse.Status {
        switch self {
        case .tooLarge, .tooManyAlerts: .contentTooLarge
        case .tooDeep, .malformed: .badRequest
        case .otherType: .unsupportedMediaType
        }
    }
}
