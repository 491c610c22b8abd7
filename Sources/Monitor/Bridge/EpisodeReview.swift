import Foundation

/// What operators said of one episode.
///
/// It belongs to the episode and ends with it: the next one of the same alert begins without. It silences nothing, and
/// no policy asks for it.
struct EpisodeReview: Sendable, Equatable {
    /// Who said it, and when.
    struct Mark: Sendable, Equatable {
        let at: Date
        let by: String

        init(at: Date, by: String) {
            (self.at, self.by) = (at, by)
        }

        /// - Returns: Nil where one of the two is absent.
        init?(at: Date?, by: String?) {
            guard let at, let by else { return nil }
            self.init(at: at, by: by)
        }
    }

    /// Somebody looks after the alert.
    var acknowledgment: Mark?
    /// There was nothing wrong.
    var falsePositive: Mark?

    /// Tells the review after an action, the same one where the action says nothing new.
    ///
    /// - Returns: Nil for an action that comes too late.
    func applying(_ action: EpisodeAction, by actor: String, at now: Date, isOpen: Bool) -> EpisodeReview? {
        guard isOpen || !action.needsOpenEpisode else { return nil }
        let mark = Mark(at: now, by: actor)
        return switch action {
        case .acknowledge: EpisodeReview(acknowledgment: acknowledgment ?? mark, falsePositive: falsePositive)
        case .unacknowledge: EpisodeReview(falsePositive: falsePositive)
        case .markFalsePositive: EpisodeReview(acknowledgment: acknowledgment, falsePositive: falsePositive ?? mark)
        case .unmarkFalsePositive: EpisodeReview(acknowledgment: acknowledgment)
        }
    }

    /// The actions that would say something new.
    func possible(isOpen: Bool) -> [EpisodeAction] {
        EpisodeAction.allCases.filter { action in
            applying(action, by: "", at: .distantPast, isOpen: isOpen).map { $0 != self } ?? false
        }
    }
}
