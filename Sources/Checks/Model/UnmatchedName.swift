/// A name or a pattern in the configuration that fits no column of either data set.
public struct UnmatchedName: Sendable, Equatable, CustomStringConvertible {
    /// The key it stands under, such as `columns.exclude`.
    public let setting: String
    public let pattern: NamePattern
    /// The column that was probably meant; nil for patterns.
    public let nearest: String?

    /// Whether it is a mistake: a name should fit, a pattern is a rule for columns that may be there.
    public var isMistake: Bool { pattern.isName }

    /// What is wrong, and what may be meant.
    public var description: String {
        guard isMistake else { return "\(setting): no column fits \"\(pattern.text)\"" }
        let suggestion = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        return "\(setting): no column is named \"\(pattern.text)\"\(suggestion)"
    }

    /// Holds the names of a model against the columns of both data sets, be they read or not.
    public static func all(of model: ModelDefinition, among columns: BothSides<[String]>) -> [UnmatchedName] {
        let known = Set(columns.reference).union(columns.current)
        return model.configuredNames.filter { name in
            name.pattern.isName ? !known.contains(name.pattern.text) : !known.contains(where: name.pattern.matches)
        }
        .map { name in
            UnmatchedName(
                setting: name.setting, pattern: name.pattern,
                nearest: name.pattern.isName ? NearestName.of(name.pattern.text, among: known) : nil)
        }
    }
}
