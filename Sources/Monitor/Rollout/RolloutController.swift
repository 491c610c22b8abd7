import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/model-monitoring/models/{id}/rollout`: starts a rollout, tells who gets which version, takes what was seen.
struct RolloutController: Sendable {
    /// The longest body; ten thousand observations are well below it.
    private static let bodyBytes = 4 << 20
    private static let mostObservations = 10_000

    let store: BridgeStore
    let now: @Sendable () -> Date
    /// Who changes a rollout; throws ``HTTPError`` if nobody may, or this one may not.
    let author: @Sendable (Request) async throws -> String
    /// Throws ``HTTPError`` if observations are not taken from the sender.
    let checkReporter: @Sendable (Request) async throws -> Void

    var endpoints: RouteCollection<BasicRequestContext> {
        let routes = RouteCollection<BasicRequestContext>()
        routes.get(":id/rollout") { _, context in try await answering { try await show(try Self.model(context)) } }
        routes.post(":id/rollout") { request, context in
            try await answering { try await start(request, try Self.model(context)) }
        }
        for method in [HTTPRequest.Method.put, .patch, .delete, .options] {
            routes.on(":id/rollout", method: method) { _, _ in Response.methodNotAllowed(allowing: "GET, HEAD, POST") }
        }
        routes.read(":id/rollout/assignment") { request, context in
            try await answering { try await assign(request, try Self.model(context)) }
        }
        write(routes, "observations") { try await observe($0, $1) }
        write(routes, "increase") { try await increase($0, $1) }
        write(routes, "rollback") { try await rollBack($0, $1) }
        return routes
    }

    private func write(
        _ routes: RouteCollection<BasicRequestContext>, _ name: String,
        _ change: @escaping @Sendable (Request, String) async throws -> Response
    ) {
        let path = RouterPath(":id/rollout/\(name)")
        routes.post(path) { request, context in
            try await answering { try await change(request, try Self.model(context)) }
        }
        for method in [HTTPRequest.Method.get, .put, .patch, .delete, .options] {
            routes.on(path, method: method) { _, _ in Response.methodNotAllowed(allowing: "POST") }
        }
    }

    /// Tells what is wrong with a request in the words of the error.
    private func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as RolloutError {
            throw HTTPError(error.status, message: "\(error)")
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge, message: "expected at most \(Self.bodyBytes) bytes")
        }
    }

    private static func model(_ context: BasicRequestContext) throws -> String {
        try context.parameters.require("id").removingPercentEncoding ?? ""
    }
}

extension RolloutController {
    private struct Start: Decodable {
        let candidate: String
        let control: String
    }

    private func start(_ request: Request, _ model: String) async throws -> Response {
        let actor = try await author(request)
        let body = try await body(of: request)
        let expected = "a JSON object with control and candidate, the versions, and the keys of a plan"
        let (start, plan) = (
            try Self.decode(Start.self, body, expected), try Self.decode(RolloutPlan.self, body, expected)
        )
        if let problem = plan.problem { throw HTTPError(.badRequest, message: problem) }
        if start.candidate.isEmpty || start.candidate == start.control {
            throw HTTPError(.badRequest, message: "candidate must be a version other than control")
        }
        let now = now()
        let rollout = Rollout(
            id: ULID(at: now).description, model: model, control: start.control, candidate: start.candidate,
            plan: plan, at: now)
        try await store.start(rollout, actor: actor, at: now)
        var response = try await view(rollout, .created)
        response.headers[.location] = request.uri.path
        return response
    }

    private func show(_ model: String) async throws -> Response {
        guard let rollout = try await store.rollout(of: model) else { throw RolloutError.none(model: model) }
        return try await view(rollout)
    }

    private func view(_ rollout: Rollout, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        try Response(
            status,
            json: RolloutView(rollout, events: try await store.rolloutEvents(of: rollout.id), at: now()))
    }

    private struct Assignment: Encodable {
        let arm: RolloutArm
        let version: String
        let rollout: String
        let percentage: Int
    }

    /// The same id gets the same arm; without one, chance decides.
    private func assign(_ request: Request, _ model: String) async throws -> Response {
        guard let rollout = try await store.rollout(of: model) else { throw RolloutError.none(model: model) }
        let id = request.uri.queryParameters.get("id") ?? ""
        var chance = SystemRandomNumberGenerator()
        let place =
            id.isEmpty
            ? RolloutAssignment.randomPlace(using: &chance) : RolloutAssignment.place(of: id, in: rollout.id)
        let arm = rollout.arm(at: place)
        return try Response(
            json: Assignment(
                arm: arm, version: rollout.version(of: arm), rollout: rollout.id, percentage: rollout.percentage))
    }

    private struct Observations: Decodable {
        let observations: [RolloutObservation]
    }

    private func observe(_ request: Request, _ model: String) async throws -> Response {
        try await checkReporter(request)
        let expected =
            "a JSON object with observations, a list of {\"arm\": \"control\" or \"candidate\", \"error\": false, \"values\": {}}"
        let observations = try Self.decode(Observations.self, await body(of: request), expected).observations
        guard observations.count <= Self.mostObservations else {
            throw HTTPError(.contentTooLarge, message: "expected at most \(Self.mostObservations) observations")
        }
        _ = try await store.changeRollout(of: model, actor: RolloutService.actor, at: now()) { rollout in
            let known = rollout.plan.metrics.map(\.name)
            for observation in observations {
                if let name = observation.values.keys.first(where: { !known.contains($0) }) {
                    throw RolloutError.unknownMetric(name, known: known)
                }
                rollout.observe(observation)
            }
            return nil
        }
        return try Response(json: ["observations": observations.count])
    }

    private struct Increase: Decodable {
        let by: Int?
    }

    /// Goes to the next step of the plan, or by so many percent, at most to all.
    private func increase(_ request: Request, _ model: String) async throws -> Response {
        let actor = try await author(request)
        let body = try await body(of: request)
        let by = body.isEmpty ? nil : try Self.decode(Increase.self, body, "nothing, or {\"by\": 10}").by
        if let by, !(1...100).contains(by) { throw HTTPError(.badRequest, message: "by must lie between 1 and 100") }
        let now = now()
        let rollout = try await store.changeRollout(of: model, actor: actor, at: now) { rollout in
            let next = by.map { rollout.percentage + $0 } ?? rollout.nextPercentage ?? 100
            rollout.increase(to: next, at: now)
            return "increased by hand"
        }
        return try await view(rollout)
    }

    private func rollBack(_ request: Request, _ model: String) async throws -> Response {
        let actor = try await author(request)
        let now = now()
        let rollout = try await store.changeRollout(of: model, actor: actor, at: now) { rollout in
            rollout.rollBack(at: now)
            return "rolled back by hand"
        }
        return try await view(rollout)
    }

    private func body(of request: Request) async throws -> Data {
        Data(try await request.body.collect(upTo: Self.bodyBytes).readableBytesView)
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, _ body: Data, _ expected: String
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch {
            throw HTTPError(.badRequest, message: "expected \(expected)")
        }
    }
}

extension RolloutError {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .none: .notFound
        case .running, .over: .conflict
        case .unknownMetric: .badRequest
        }
    }
}
