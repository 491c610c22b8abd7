/// One entry of `models`.
public struct ModelConfiguration: Sendable, Equatable {
    /// The name that appears in the label `model`.
    public let name: String

    init(_ mapping: ConfigurationMapping) {
        name = mapping.value("name")
        mapping.allowAnyKey()
    }
}
