public import Statistics

/// A column that one data set has and the other lacks, or that is not of the same type in both.
public struct SchemaChange: Sendable, Equatable {
    /// The value of the label `change`.
    public enum Kind: String, Sendable, CaseIterable {
        /// Only the current data have it.
        case added
        /// Only the reference has it.
        case removed
        /// Both have it, with another type.
        case retyped
    }

    public let column: String
    public let kind: Kind
    /// The types by side; nil where the data set lacks the column.
    public let types: BothSides<ColumnType?>

    /// Compares the columns of two data sets that are not excluded, in the order of the reference.
    ///
    /// Types differ if their names do; strings are one type however they are stored. Files without types, such as CSV,
    /// are compared by what their values look like: number, boolean, text or time.
    ///
    /// - Parameter areTyped: Whether both files declare the types of their columns.
    public static func all(
        of model: ModelDefinition, in schemas: BothSides<[(name: String, type: ColumnType)]>, areTyped: Bool
    ) -> [SchemaChange] {
        let types = schemas.map { Dictionary($0, uniquingKeysWith: { first, _ in first }) }
        var seen: Set<String> = []
        let names = (schemas.reference + schemas.current).map(\.name)
        return names.filter { !model.columns.isExcluded($0) && seen.insert($0).inserted }.compactMap { name in
            let found = types.map { $0[name] }
            return kind(of: found, areTyped: areTyped).map { SchemaChange(column: name, kind: $0, types: found) }
        }
    }

    private static func kind(of types: BothSides<ColumnType?>, areTyped: Bool) -> Kind? {
        guard let before = types.reference else { return .added }
        guard let after = types.current else { return .removed }
        if areTyped { return before.description == after.description ? nil : .retyped }
        guard let left = before.family, let right = after.family else { return nil }
        return left == right ? nil : .retyped
    }
}
