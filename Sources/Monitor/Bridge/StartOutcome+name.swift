extension StartOutcome {
    /// All values of the label `outcome`.
    static let names = ["started", "unavailable", "unauthorized", "ambiguous", "refused"]

    /// The value of the label `outcome`.
    var name: String {
        switch self {
        case .started: "started"
        case .unavailable: "unavailable"
        case .unauthorized: "unauthorized"
        case .ambiguous: "ambiguous"
        case .refused: "refused"
        }
    }
}
