/// A delivery that could not be stored; the sender should try again.
enum IntakeError: Error, Equatable, CustomStringConvertible {
    case notStored
    case overloaded
    case shuttingDown

    var description: String {
        switch self {
        case .notStored: "the delivery could not be stored; send it again"
        case .overloaded: "too many deliveries are waiting to be stored; send it again"
        case .shuttingDown: "the bridge is shutting down; send it again"
        }
    }
}
