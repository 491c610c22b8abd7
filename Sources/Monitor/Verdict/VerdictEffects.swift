import Foundation

/// The actions of one verdict, carried out.
struct VerdictEffects {
    /// What the names of our tags begin with.
    static let tagPrefix = "modelwatch.verdict"

    let request: RetrainingRequest
    let policy: PolicyConfiguration
    let configuration: VerdictConfiguration
    let output: [String: String]
    let registry: any ModelRegistry
    let worker: VerdictWorker

    /// Carries an action out.
    ///
    /// - Parameter verdict: The verdict as far as it is known.
    func perform(_ action: VerdictAction, _ progress: VerdictProgress, _ verdict: RetrainingVerdict) async
        -> VerdictAnswer
    {
        do {
            switch action {
            case .readChampion: return .champion(try await registry.champion())
            case .findChallenger: return try await findChallenger(progress)
            case .point(let alias, let version):
                try await registry.point(alias, to: version)
                return .done
            case .tag(let versions):
                for version in versions { try await registry.tag(version, with: tags(verdict)) }
                return .done
            case .tell(let hook): return await tell(hook, progress, verdict)
            case .look: return try await look()
            case .finish: return .done
            }
        } catch let error as EngineError {
            return VerdictAnswer(failure: error)
        } catch {
            return .failed("\(error)")
        }
    }

    private func findChallenger(_ progress: VerdictProgress) async throws -> VerdictAnswer {
        let champion = progress.champion?.version ?? ""
        let found = try await registry.challenger(key: request.key, output: output, champion: champion)
        return .challenger(found, champion: found == nil ? nil : try await registry.version(champion))
    }

    private func tags(_ verdict: RetrainingVerdict) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [
            Self.tagPrefix: verdict.outcome.rawValue, "\(Self.tagPrefix).trigger": request.key,
            "\(Self.tagPrefix).reason": verdict.reason,
            "\(Self.tagPrefix).metrics": String(decoding: try encoder.encode(verdict.metrics), as: UTF8.self),
        ]
    }

    /// What is asked for is told with the verdict that holds if it is done.
    private func tell(
        _ hook: VerdictAction.Hook, _ progress: VerdictProgress, _ verdict: RetrainingVerdict
    ) async -> VerdictAnswer {
        let receiver: VerdictHook?
        if hook == .reference {
            receiver = configuration.reference
        } else if case .hook(let promotion) = configuration.promotion {
            receiver = promotion
        } else {
            receiver = nil
        }
        guard let receiver else { return .refused("no hook is configured to \(hook.rawValue)") }
        let document = VerdictDocument(
            trigger: request.key, policy: policy.name, model: configuration.model(of: request, policy),
            action: hook.rawValue, champion: progress.champion, challenger: progress.challenger?.own,
            metrics: verdict.metrics, verdict: hook == .rollback ? .rolledBack : .promoted, reason: verdict.reason)
        let key = "\(request.key)-\(hook.rawValue)"
        return await HookRunner(tools: worker.tools).tell(receiver, document, key: key)
    }

    private func look() async throws -> VerdictAnswer {
        guard let watch = configuration.watch else { return .breach(nil) }
        guard let prometheus = worker.configurations.current.prometheus else {
            return .failed("the configuration has no section prometheus to watch with")
        }
        let samples = try await PrometheusClient(prometheus, client: worker.tools.client).samples(of: watch.query)
        let wanted = watch.labels.mapValues { $0.rendered(request.labels) }
        let breaches = samples.filter { sample in wanted.allSatisfy { sample.labels[$0.key] == $0.value } }
        return .breach(breaches.first.map { Self.text($0, of: breaches.count) })
    }

    private static func text(_ sample: PrometheusClient.Sample, of count: Int) -> String {
        let labels = sample.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        let more = count > 1 ? " and \(count - 1) more" : ""
        return "{\(labels.joined(separator: ", "))} is \(sample.value)\(more)"
    }
}
