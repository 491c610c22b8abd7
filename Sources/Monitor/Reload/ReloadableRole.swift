/// A process that can go on with another configuration.
protocol ReloadableRole: Sendable {
    /// Makes sure that the role can change to a configuration; throws what stands against it.
    func check(_ configuration: Configuration, replacing old: Configuration) throws

    /// Goes on with a configuration that was checked. May block.
    func apply(_ configuration: Configuration)
}
