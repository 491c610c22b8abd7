import CRevision

/// The version of the product, as `--version`, pages and metrics show it.
public enum ProductVersion {
    /// Semantic version.
    public static let current = "0.1.0"

    /// What `--version` prints, in the form that Prometheus and its exporters have.
    public static let description = """
        modelwatch, version \(current) (branch: \(branch), revision: \(revision))
          platform:       \(platform)
        """

    /// The commit of the sources; `unknown` where the build was not told.
    static let revision = unsafe String(cString: mw_revision())

    /// The branch of the sources; `unknown` where the build was not told.
    static let branch = unsafe String(cString: mw_branch())

    /// The values of the labels of `modelwatch_build_info`.
    static let labels = [current, revision, branch]

    /// Operating system and processor, in Go's words as the others print them.
    static var platform: String {
        #if os(Linux)
            let system = "linux"
        #else
            let system = "darwin"
        #endif
        #if arch(x86_64)
            return system + "/amd64"
        #elseif arch(arm64)
            return system + "/arm64"
        #else
            return system
        #endif
    }
}
