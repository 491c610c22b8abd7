/// A URL that belongs to one run.
struct RunURL: Sendable, Equatable {
    private static let place = "{run_id}"
    private let text: String

    /// Reads the key `url`.
    init(_ mapping: ConfigurationMapping) {
        text = mapping.url("url")
        if mapping.contains("url"), !text.contains(Self.place) {
            mapping.reject("url", "must hold \(Self.place) where the run's id belongs")
        }
    }

    /// The URL of a run, whose id stays within its place whatever it holds.
    func of(_ id: String) -> String {
        text.replacing(Self.place, with: EngineClient.segment(id))
    }
}
