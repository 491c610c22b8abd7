import Hummingbird

/// A webhook body that is refused.
enum PayloadError: Error, Equatable, CustomStringConvertible {
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManyAlerts(Int, limit: Int)
    case malformed
    case otherType

    var description: String {
        switch self {
        case .tooLarge(let limit):
            "the body is larger than \(limit) bytes; lower max_alerts or split the route's groups"
        case .tooDeep(let limit): "the JSON is nested deeper than \(limit) levels"
        case .tooManyAlerts(let count, let limit): "\(count) alerts in one delivery, at most \(limit) are taken"
        case .otherType: Request.jsonExpectation
        case .malformed: "expected the JSON of an Alertmanager webhook with a list \"alerts\""
        }
    }
}
