import Foundation

/// The parts of MLflow's answers that are read.
enum MLflowAnswer {
    struct VersionDocument: Decodable {
        let version: Version

        private enum CodingKeys: String, CodingKey {
            case version = "model_version"
        }
    }

    struct Search: Decodable {
        let versions: [Version]?

        private enum CodingKeys: String, CodingKey {
            case versions = "model_versions"
        }
    }

    struct RegisteredModelDocument: Decodable {
        let model: RegisteredModel

        private enum CodingKeys: String, CodingKey {
            case model = "registered_model"
        }
    }

    struct RegisteredModel: Decodable {
        struct Alias: Decodable {
            let alias: String
            let version: String
        }

        let aliases: [Alias]?
        /// The newest in each stage.
        let versions: [Version]?

        private enum CodingKeys: String, CodingKey {
            case aliases
            case versions = "latest_versions"
        }

        /// The version that was registered last.
        var newest: Version? { versions?.max { Int($0.version) ?? 0 < Int($1.version) ?? 0 } }
    }

    struct RunDocument: Decodable {
        let run: Run
    }

    struct RunSearch: Decodable {
        let runs: [Run]?
    }

    struct Tag: Decodable {
        let key: String
        let value: String?
    }

    struct Version: Decodable {
        let name: String
        /// A number, which MLflow writes as text.
        let version: String
        let runId: String?
        let status: String?
        /// Where its files are.
        let source: String?
        /// One of the old stages, such as `Production`; `None` for none.
        let stage: String?
        /// Milliseconds since 1970, as a number or as text.
        let created: JSONValue?
        let tags: [Tag]?

        private enum CodingKeys: String, CodingKey {
            case name, version, status, source, tags
            case runId = "run_id"
            case stage = "current_stage"
            case created = "creation_timestamp"
        }

        /// Whether its files are there.
        var isReady: Bool { status == nil || status == "READY" }

        /// Whether it was registered after another one; where that cannot be told, it may have been.
        func isNewer(than other: String) -> Bool {
            guard let number = Int(version), let other = Int(other) else { return true }
            return number > other
        }

        func tag(_ key: String) -> String? { tags?.first { $0.key == key }?.value }

        /// The version with the metrics of its run; a tag of the version goes before one of the run.
        func modelVersion(_ run: Run?) -> ModelVersion {
            let all = (tags ?? []) + (run?.data?.tags ?? [])
            let pairs = all.map { ($0.key, $0.value ?? "") }
            return ModelVersion(
                version: version, runId: runId, metrics: run?.metrics ?? [:],
                tags: Dictionary(pairs) { first, _ in first })
        }
    }

    struct Run: Decodable {
        struct Values: Decodable {
            let metrics: [Metric]?
            let tags: [Tag]?
        }

        struct Metric: Decodable {
            let key: String
            /// A number, or `NaN` and the like as text.
            let value: JSONValue?
        }

        struct Information: Decodable {
            let experiment: String?
            let status: String?
            /// Milliseconds since 1970, as a number or as text.
            let started: JSONValue?
            let artifactURI: String?

            private enum CodingKeys: String, CodingKey {
                case status
                case experiment = "experiment_id"
                case started = "start_time"
                case artifactURI = "artifact_uri"
            }
        }

        let info: Information?
        let data: Values?

        func tag(_ key: String) -> String? { data?.tags?.first { $0.key == key }?.value }

        /// The last value of each metric.
        var metrics: [String: Double] {
            let pairs = (data?.metrics ?? []).compactMap { metric -> (String, Double)? in
                switch metric.value {
                case .number(let value)?: (metric.key, value)
                case .integer(let value)?: (metric.key, Double(value))
                default: nil
                }
            }
            return Dictionary(pairs) { _, last in last }
        }
    }

    /// Seconds of a time in milliseconds.
    static func seconds(_ time: JSONValue?) -> Double? {
        switch time {
        case .integer(let milliseconds)?: Double(milliseconds) / 1000
        case .string(let text)?: Double(text).map { $0 / 1000 }
        default: nil
        }
    }

    /// What an error says: the message of MLflow, or the plain text that what stands before it answers with.
    static let detail: @Sendable (Data) -> String = { body in
        let detail = EngineDetail.text(body)
        if !detail.isEmpty { return detail }
        let text = String(decoding: body.prefix(EngineDetail.limit), as: UTF8.self)
        return text.hasPrefix("<") ? "" : text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
