import Transfers

/// `modelwatch`: what exporter-toolkit lacks, tokens and paths that need none.
struct AccessConfiguration: Sendable {
    /// A path that can be left open.
    enum OpenPath: String, ConfigurationChoice {
        case healthy = "/-/healthy"
        case ready = "/-/ready"

        static let placeholder = OpenPath.healthy
    }

    /// The files with the tokens that are accepted; they are read for every request.
    let tokens: [Secret]
    /// The paths that anybody may ask for.
    let openPaths: [OpenPath]

    init(_ mapping: ConfigurationMapping) {
        let files: [String] = mapping.value("bearer_tokens_files", default: [])
        tokens = files.map { .file(mapping.resolved($0)) }
        openPaths = mapping.value("open_paths", default: [])
    }

    /// Throws if a token cannot be read or is empty: it would count as protection and yet lock everybody out.
    func validate() throws {
        for token in tokens where try token.read().isEmpty { throw TokenError.empty }
    }
}
