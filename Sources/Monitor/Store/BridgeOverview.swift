import Foundation

/// The state of the bridge at one moment.
struct BridgeOverview: Sendable {
    let triggers: [TriggerCount]
    let open: [OpenEpisodeCount]
    let deliveries: Int
    let lastDelivery: Date?

    var openEpisodes: Int { open.reduce(0) { $0 + $1.count } }
    var acknowledgedEpisodes: Int { open.reduce(0) { $0 + $1.acknowledged } }

    /// How many triggers are in one of the states.
    func count(_ states: TriggerState...) -> Int {
        triggers.filter { states.contains($0.state) }.reduce(0) { $0 + $1.count }
    }

    /// When the oldest trigger that waits to be started was decided.
    var oldestWaiting: Date? {
        triggers.filter { [.queued, .dispatching].contains($0.state) }.map(\.oldest).min()
    }
}
