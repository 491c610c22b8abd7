/// An episode with what operators said of it, and the triggers that it stands behind.
struct EpisodeDetail: Sendable {
    let episode: EpisodeRecord
    let events: [EpisodeEventRecord]
    let triggers: [TriggerRecord]
}
