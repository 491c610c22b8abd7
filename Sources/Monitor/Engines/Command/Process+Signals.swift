import Foundation

extension Process {
    /// Starts the program with no signal blocked.
    ///
    /// A child inherits what its parent's thread blocks, and threads of the cooperative pool block nearly every
    /// signal: such a child could not be asked to stop.
    func runWithOpenSignals() throws {
        var none = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
