@testable import Monitor

extension ModelState {
    /// The state of a model that is looked at so often.
    init(_ model: ModelConfiguration, interval: Duration, maxAge: Duration? = nil) {
        self.init(
            model, timing: EvaluationTiming(interval: interval, timeout: .seconds(300), maxAge: maxAge, window: nil))
    }
}
