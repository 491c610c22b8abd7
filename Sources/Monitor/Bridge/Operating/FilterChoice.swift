/// The options of a filter on a page.
enum FilterChoice {
    /// One for each value, with the chosen one marked.
    static func rows(_ values: [String], chosen: String?) -> [[String: Any]] {
        values.map { value in
            ["name": value, "text": value.replacing("_", with: " "), "isChosen": value == chosen]
        }
    }
}
