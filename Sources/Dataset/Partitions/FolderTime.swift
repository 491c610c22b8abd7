import Foundation

/// The time that folders named `key=value` tell, in seconds since 1970-01-01 of a clock of which the zone is not known.
struct FolderTime {
    /// What stands before the first of the folders: times are compared within it.
    let parent: String
    /// The first second.
    let start: Int64
    /// The first second after those that the names spell out.
    let end: Int64

    /// Reads the path of a folder; nil where it tells no time.
    init?(_ path: Substring, columns: [String]) {
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        var fields: [Int] = []
        var place: Int?
        for column in columns {
            let prefix = column + "="
            guard let found = folders.firstIndex(where: { $0.hasPrefix(prefix) }) else { break }
            place = min(place ?? found, found)
            let text = String(folders[found].dropFirst(prefix.count))
            guard let more = Self.fields(of: text.removingPercentEncoding ?? text, isFirst: fields.isEmpty) else {
                return nil
            }
            fields += more
        }
        guard let place, let stretch = Self.stretch(fields) else { return nil }
        parent = folders[..<place].joined(separator: "/")
        (start, end) = stretch
    }

    /// `2026-11-27`, `20261127`, `202611`, `2026`, `2026-11-27T13` as numbers of years, months, days, hours; `7` or `07`
    /// where a longer stretch goes before.
    private static func fields(of text: String, isFirst: Bool) -> [Int]? {
        var parts = text.split(omittingEmptySubsequences: false) { "-_T ".contains($0) }
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        if isFirst, let first = parts.first {
            let lengths = [4: [4], 6: [4, 2], 8: [4, 2, 2]]
            guard let lengths = lengths[first.count] else { return nil }
            parts.removeFirst()
            var rest = first
            let head = lengths.map { length in
                defer { rest = rest.dropFirst(length) }
                return rest.prefix(length)
            }
            parts = head + parts
        }
        guard parts.dropFirst(isFirst ? 1 : 0).allSatisfy({ $0.count <= 2 }) else { return nil }
        return parts.compactMap { Int($0) }
    }

    /// From a year to an hour: shorter times of day may stand for any stretch.
    private static func stretch(_ fields: [Int]) -> (start: Int64, end: Int64)? {
        guard (1...4).contains(fields.count), (1970...2261).contains(fields[0]) else { return nil }
        var parts = DateComponents(
            calendar: calendar, year: fields[0], month: fields.count > 1 ? fields[1] : 1,
            day: fields.count > 2 ? fields[2] : 1, hour: fields.count > 3 ? fields[3] : 0)
        let unit: Calendar.Component = [.year, .month, .day, .hour][fields.count - 1]
        guard parts.isValidDate, let start = parts.date else { return nil }
        parts.setValue((parts.value(for: unit) ?? 0) + 1, for: unit)
        guard let end = parts.date else { return nil }
        return (Int64(start.timeIntervalSince1970), Int64(end.timeIntervalSince1970))
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
