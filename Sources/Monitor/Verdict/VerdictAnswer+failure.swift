extension VerdictAnswer {
    /// What a failed call means: whether the same would be refused again.
    ///
    /// Whoever does not let us in may do so tomorrow, and a call that may have been acted on is simply repeated.
    init(failure error: EngineError) {
        switch error.startOutcome {
        case .refused: self = .refused(error.description)
        default: self = .failed(error.description)
        }
    }
}
