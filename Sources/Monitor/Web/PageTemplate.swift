import HTTPTypes
import Hummingbird
import Mustache

/// A page of ours: a body inside the common frame.
///
/// Everything that is put in with two braces is escaped, because labels and annotations come from anywhere.
struct PageTemplate: Sendable {
    private let template: MustacheTemplate

    /// Parses the body of a page.
    ///
    /// - Parameter body: A Mustache template; `%ROOT%` in it stands for what every link begins with, `%METRICS%` for the path of
    ///   the metrics.
    init(_ body: String, in frame: PageFrame) throws {
        let page = Self.frame.replacing("%HEADER%", with: frame.header).replacing("%BODY%", with: body)
            .replacing("%ROOT%", with: frame.root).replacing("%METRICS%", with: frame.telemetryPath)
        template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(PageEscaping.name)}}" + page)
    }

    /// The answer that shows the page; nothing in it may load or run anything.
    ///
    /// - Parameter isKept: Whether browsers may show it again without asking; not so where it holds what only one session has.
    func response(
        _ values: [String: Any], status: HTTPResponse.Status = .ok, isKept: Bool = true
    ) -> Response {
        var response = Response(status, text: rendered(values), contentType: "text/html; charset=utf-8")
        if !isKept { response.headers[.cacheControl] = "no-store" }
        if let name = HTTPField.Name("Content-Security-Policy") {
            response.headers[name] =
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        }
        return response
    }

    /// The page with the values put in.
    func rendered(_ values: Any) -> String {
        template.render(values)
    }

    private static let frame = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – Modelwatch</title>
        <style>
        :root { color-scheme: light dark; --line: light-dark(#d5dae1, #3a404a); --soft: light-dark(#5b6572, #a3acb8);
            --back: light-dark(#f6f7f9, #14171c); --card: light-dark(#fff, #1c2027); --accent: light-dark(#0b5cad, #7db7f0); }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: var(--back); }
        header { border-bottom: 1px solid var(--line); background: var(--card); padding: .7rem 1.5rem; display: flex;
            flex-wrap: wrap; gap: .3rem 1.5rem; align-items: baseline; }
        header b { font-size: 1.05rem; } a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
        main { padding: 1.2rem 1.5rem; max-width: 80rem; overflow-x: auto; }
        h1 { font-size: 1.3rem; margin: 0 0 .8rem; overflow-wrap: anywhere; } .soft { color: var(--soft); overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); }
        th, td { text-align: left; padding: .45rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top;
            overflow-wrap: break-word; }
        th { font-weight: 600; color: var(--soft); white-space: nowrap; } td.time { white-space: nowrap; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .8rem; margin-bottom: 1.2rem; }
        .card { background: var(--card); border: 1px solid var(--line); padding: .7rem .9rem; }
        .card b { display: block; font-size: 1.5rem; line-height: 1.3; }
        .state { border-radius: .3rem; padding: .05rem .45rem; white-space: nowrap; background: light-dark(#e8ebf0, #2b313a); }
        .succeeded { background: light-dark(#d9f2df, #17452a); } .failed, .dead, .lost, .unknown, .critical { background: light-dark(#fbdfdd, #5a211d); }
        .running, .dispatching, .info { background: light-dark(#dcebfb, #173b5e); }
        .awaiting_approval, .held, .open, .warning { background: light-dark(#fdf0cf, #524011); }
        .trigger { background: light-dark(#d9f2df, #17452a); } .join { background: light-dark(#dcebfb, #173b5e); }
        code { font-size: .9em; unicode-bidi: isolate; } h2 { font-size: 1.15rem; margin: 0 0 .2rem; } h2 .state { font-size: .8rem; font-weight: 500; }
        table + h2, dl + h2 { margin-top: 1.6rem; } h1 .state { font-size: .85rem; font-weight: 500; vertical-align: .15em; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: 0 0 1.2rem; }
        .facts th { width: 1%; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .labels { max-width: 34rem; overflow-wrap: anywhere; } td.labels { min-width: 11rem; } .labels code { display: inline-block; margin-right: .5rem; }
        form { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; margin: 0 0 1rem; }
        form.rows { display: block; margin: 0; } a.card { color: inherit; } .bar svg { margin-bottom: .4rem; }
        form.tall { flex-direction: column; align-items: stretch; max-width: 22rem; } form.tall label { display: grid; }
        form.decision { background: var(--card); border: 1px solid var(--line); padding: .8rem .9rem; align-items: center; }
        input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
            border-radius: .25rem; padding: .25rem .55rem; } form.decision input { width: 20rem; max-width: 60vw; }
        button { cursor: pointer; background: light-dark(#e8ebf0, #2b313a); }
        button.main, button.approve { background: light-dark(#0b5cad, #2c6cab); border-color: transparent; color: #fff; }
        button.reject, button.cancel { color: light-dark(#a1160a, #f2a29b); }
        section { margin-bottom: 2rem; } p { margin: .3rem 0 .8rem; }
        pre { background: var(--card); border: 1px solid var(--line); padding: .8rem 1rem; margin: 0; overflow-x: auto;
            font-size: .85rem; line-height: 1.45; }
        .number { text-align: right; font-variant-numeric: tabular-nums; } .problem { color: light-dark(#a1160a, #f2a29b); }
        .bar svg { display: block; width: 8rem; height: .7rem; margin-top: .4rem; background: light-dark(#eceff3, #2b313a); }
        .bar line { stroke: var(--soft); } rect.succeeded { fill: light-dark(#67b587, #3f8f61); }
        rect.failed { fill: light-dark(#d9594c, #c4544a); }
        </style>
        </head>
        <body>
        <header>%HEADER%</header>
        <main>
        %BODY%
        </main>
        </body>
        </html>
        """
}
