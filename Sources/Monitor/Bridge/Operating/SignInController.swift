import HTTPTypes
import Hummingbird

/// `/sign-in` and `/sign-out`: sessions of operators in browsers.
struct SignInController: Sendable {
    private let operators: OperatorDirectory
    private let counters: BridgeCounters
    private let page: PageTemplate
    private let problem: ProblemPage
    private let root: String

    init(operators: OperatorDirectory, counters: BridgeCounters, frame: PageFrame) throws {
        self.operators = operators
        self.counters = counters
        page = try PageTemplate(Self.body, in: frame)
        problem = try ProblemPage(in: frame)
        root = frame.root
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection()
            .get("sign-in") { request, _ in try await problem.explaining { try await show(to: request) } }
            .post("sign-in") { request, _ in
                try await problem.explaining { try await counters.counting("sign-in") { try await signIn(request) } }
            }
            .write("sign-out") { request, _ in try await problem.explaining { try await signOut(request) } }
    }

    private func show(to request: Request) async throws -> Response {
        var values: [String: Any] = ["title": "Sign in", "isClosed": operators.isEmpty]
        if let session = try await operators.session(of: request) {
            values["session"] = ["name": session.name, "token": operators.formToken(of: session)]
        } else if !operators.isEmpty {
            values["form"] = true
        }
        return page.response(values, isKept: false)
    }

    private func signIn(_ request: Request) async throws -> Response {
        var response = Response.redirect(to: "\(root)/triggers", type: .normal)
        response.setCookie(try await operators.signIn(request))
        return response
    }

    private func signOut(_ request: Request) async throws -> Response {
        let removal = try await operators.signOut(request)
        var response = Response.redirect(to: "\(root)/sign-in", type: .normal)
        response.setCookie(removal)
        return response
    }

    private static let body = """
        {{#session}}<h1>Signed in as {{name}}</h1>
        <p>Your decisions are stored under this name. <a href="%ROOT%/triggers?state=awaiting_approval">What waits for one</a>.</p>
        <form method="post" action="%ROOT%/sign-out"><input type="hidden" name="form_token" value="{{token}}">
        <button>Sign out</button></form>{{/session}}
        {{#form}}<h1>Sign in</h1>
        <p>Operators of <code>bridge.operators</code> approve, reject, cancel and retry triggers, and acknowledge alerts.</p>
        <form class="tall" method="post" action="%ROOT%/sign-in">
        <label>Name <input name="name" autocomplete="username" required autofocus maxlength="64"></label>
        <label>Token or password <input type="password" name="secret" autocomplete="current-password" required></label>
        <button class="main">Sign in</button></form>{{/form}}
        {{#isClosed}}<h1>Nobody can sign in</h1>
        <p>The configuration names no operator. Add whoever may decide, then reload it:</p>
        <pre>bridge:
          operators:
            - name: alice
              credentials_file: secrets/alice-token   # openssl rand -hex 32</pre>{{/isClosed}}
        """
}
