import Hummingbird
import Synchronization

/// How many scrapes are served at the same time; one that is one too many is told to come again.
final class ScrapeLimit: Sendable {
    /// A scrape that is being served, from its request until its answer is on the way.
    private final class Place: Sendable {
        private let limit: ScrapeLimit

        init(_ limit: ScrapeLimit) {
            self.limit = limit
        }

        deinit { limit.leave() }
    }

    private let most: Int
    private let count = Mutex(0)

    /// - Parameter most: How many at the same time; 0 for no limit.
    init(_ most: Int) {
        self.most = most
    }

    /// How many are served now.
    var current: Int { count.withLock { $0 } }

    /// Answers a scrape, or refuses it in the words of Go's client library.
    func answer(_ page: () async throws -> Response) async throws -> Response {
        guard let place = enter() else {
            return Response(
                .serviceUnavailable, text: "Limit of concurrent requests reached (\(most)), try again later.\n")
        }
        var response = try await page()
        let body = response.body
        // A slow reader counts until the answer is written.
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(writer)
            withExtendedLifetime(place) {}
        }
        return response
    }

    private func enter() -> Place? {
        let isFree = count.withLock { count in
            guard most == 0 || count < most else { return false }
            count += 1
            return true
        }
        return isFree ? Place(self) : nil
    }

    private func leave() {
        count.withLock { $0 -= 1 }
    }
}
