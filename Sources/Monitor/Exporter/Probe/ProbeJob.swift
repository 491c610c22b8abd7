import Transfers

/// One evaluation for probes, and those who wait for it.
struct ProbeJob {
    let model: ModelConfiguration
    let cancellation = Cancellation()
    private(set) var waiters: [ProbeWaiter]
    /// Those whom this evaluation cannot serve, because it was cancelled or is of an older configuration.
    private(set) var late: [ProbeWaiter] = []
    private var lateModel: ModelConfiguration?

    init(_ model: ModelConfiguration, waiters: [ProbeWaiter]) {
        self.model = model
        self.waiters = waiters
    }

    /// Lets somebody wait for this evaluation, or for the next one.
    mutating func add(_ waiter: ProbeWaiter, for model: ModelConfiguration) {
        if cancellation.isCancelled || model != self.model {
            late.append(waiter)
            lateModel = model
        } else {
            waiters.append(waiter)
        }
    }

    /// Forgets somebody, and cancels the evaluation if it is for nobody any more.
    mutating func remove(_ waiter: ProbeWaiter) {
        waiters.removeAll { $0 === waiter }
        late.removeAll { $0 === waiter }
        if waiters.isEmpty { cancellation.cancel() }
    }

    /// The evaluation that follows; nil if nobody waits for one.
    var next: ProbeJob? {
        late.isEmpty ? nil : ProbeJob(lateModel ?? model, waiters: late)
    }
}
