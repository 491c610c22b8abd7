import Hummingbird

extension Request {
    /// The value of a parameter of the query; nil if it is absent or empty.
    func query(_ name: String) -> String? {
        let value = uri.queryParameters.get(name)
        return value?.isEmpty == false ? value : nil
    }

    /// The parameters `limit` and `after`.
    ///
    /// - Throws: ``HTTPError`` at a limit that is no number or too high.
    func listRange() throws -> ListRange {
        var range = ListRange(after: query("after"))
        guard let text = query("limit") else { return range }
        guard let limit = Int(text), (1...ListRange.highestLimit).contains(limit) else {
            throw HTTPError(.badRequest, message: "limit must be a number from 1 to \(ListRange.highestLimit)")
        }
        range.limit = limit
        return range
    }

    /// One of a closed set of values; nil if the parameter is absent or empty.
    ///
    /// - Throws: ``HTTPError`` at another value, with those that are known.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws -> Choice? {
        guard let text = query(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw HTTPError(.badRequest, message: "\(name) must be one of \(known)")
        }
        return choice
    }
}
