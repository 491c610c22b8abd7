import ArgumentParser
import Foundation
import Monitor

/// A moment on the command line, as RFC 3339 writes it.
struct ArrivalTime: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        guard let date = Date(timestamp: argument) else { return nil }
        self.date = date
    }
}
