import Hummingbird

extension RouterMethods {
    /// Adds a route for each action that operators can ask for, and counts what they ask.
    ///
    /// - Parameters:
    ///   - path: What the actions are on; it has the parameter `id`, and the action's name follows it.
    ///   - perform: Takes the action, the id and the request.
    func actions<Action: CaseIterable & RawRepresentable<String> & Sendable>(
        on path: String, countedBy counters: BridgeCounters,
        _ perform: @escaping @Sendable (Action, String, Request) async throws -> Response
    ) -> Self {
        for action in Action.allCases {
            write("\(path)/\(action.rawValue)") { request, context in
                let id = try context.parameters.require("id")
                return try await counters.counting(action.rawValue) { try await perform(action, id, request) }
            }
        }
        return self
    }
}
