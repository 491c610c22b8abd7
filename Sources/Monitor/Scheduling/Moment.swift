import Foundation

/// One moment on both clocks: the one that nobody sets, for intervals, and that of the wall, for times of day.
struct Moment: Sendable, Equatable {
    /// The time since the process began to count; never goes back.
    let uptime: Duration
    /// What a clock on the wall shows.
    let date: Date
}
