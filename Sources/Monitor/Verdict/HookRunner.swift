import Foundation
import Transfers

/// Tells hooks; whatever is told twice comes with the same key.
struct HookRunner: Sendable {
    let tools: EngineTools

    /// Tells a verdict once, or sees how far an earlier call with the same key is.
    func tell(_ hook: VerdictHook, _ document: VerdictDocument, key: String) async -> VerdictAnswer {
        do {
            switch hook {
            case .webhook(let webhook): return try await post(document, to: webhook, key: key)
            case .command(let settings): return try await run(settings, document, key: key)
            }
        } catch let error as EngineError {
            return VerdictAnswer(failure: error)
        } catch {
            return .failed("\(error)")
        }
    }

    private func post(
        _ document: VerdictDocument, to webhook: VerdictWebhook, key: String
    ) async throws -> VerdictAnswer {
        var request = HTTPClientRequest(method: "POST", url: webhook.url)
        request.headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)]
        request.body = Data(try document.text().utf8)
        let client = EngineClient(
            engine: "the hook", url: webhook.url, authorization: webhook.authorization, timeout: webhook.timeout,
            client: tools.client.secured(by: webhook.tls))
        _ = try await client.send(request, expecting: Set(200..<300))
        return .done
    }

    /// The program runs under a supervisor of its own, which a restart of ours does not end.
    private func run(
        _ settings: CommandConfiguration, _ document: VerdictDocument, key: String
    ) async throws -> VerdictAnswer {
        guard let program = settings.arguments.first, let path = ExecutablePath.find(program) else {
            return .refused("no executable \(settings.arguments.first ?? "")")
        }
        let job = CommandJob(
            arguments: [path] + settings.arguments.dropFirst(), environment: settings.environment(),
            timeoutSeconds: settings.timeout.seconds, input: try document.text() + "\n",
            confinement: settings.confinement)
        _ = try await tools.commands.start(job, key: key)
        switch try await tools.commands.state(key: key) {
        case .succeeded: return .done
        case .waiting(let text), .running(let text): return .pending("the command runs: \(text)")
        case .missing: return .pending("the command starts")
        case .failed(let text), .cancelled(let text), .lost(let text): return .refused("the command: \(text)")
        }
    }
}
