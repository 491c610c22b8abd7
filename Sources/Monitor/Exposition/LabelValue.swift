/// Label values are data of the user: names of columns, categories, labels.
enum LabelValue {
    /// The most bytes of a value; a longer one may make Prometheus refuse the whole page.
    static let mostBytes = 1024
    private static let digits = 8

    /// The value itself, or as much of its beginning as the limit allows, an ellipsis and a hash of the whole, so that
    /// values with the same beginning stay apart.
    static func cut(_ value: String) -> String {
        guard value.utf8.count > mostBytes else { return value }
        let ending = "…" + StableHash.of(value).prefix(digits)
        let place = value.utf8.index(value.startIndex, offsetBy: mostBytes - ending.utf8.count)
        // Rounded down to a whole character: half a letter is no UTF-8.
        let start = value.unicodeScalars.index(before: value.unicodeScalars.index(after: place))
        return value[..<start] + ending
    }
}
