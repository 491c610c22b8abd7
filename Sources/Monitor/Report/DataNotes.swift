import Checks
import Statistics

/// What people should know of the data of a model besides drift, and of patterns that none of them fits, one line each.
struct DataNotes {
    let lines: [String]

    init(_ evaluation: ModelEvaluation) {
        lines =
            evaluation.schemaChanges.map(Self.change) + evaluation.columns.compactMap(Self.unexpected)
            + evaluation.duplicatedColumns.current.examples.map { names in
                "columns \"\(names[0])\" and \"\(names[1])\" of the current data are equal"
            }
            + Self.bucketed(evaluation)
            + evaluation.unmatchedNames.filter { !$0.isMistake }.map(\.description)
    }

    /// Of which columns not every number was kept.
    private static func bucketed(_ evaluation: ModelEvaluation) -> [String] {
        let names = evaluation.columns.filter { column in
            DatasetSide.allCases.contains { column.summaries[$0]?.isBucketed ?? false }
        }.map { "\"\($0.name)\"" }
        guard !names.isEmpty else { return [] }
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
        return [
            "the numbers of \(names.count) columns exceed the memory budget and are counted in buckets; their distinct "
                + "values are not counted: \(shown)"
        ]
    }

    private static func change(_ change: SchemaChange) -> String {
        let types = change.types.map { $0.map { "\($0)" } ?? "" }
        switch change.kind {
        case .added: return "column \"\(change.column)\" was added: \(types.current)"
        case .removed: return "column \"\(change.column)\" was removed: \(types.reference)"
        case .retyped: return "column \"\(change.column)\" was retyped: \(types.reference), now \(types.current)"
        }
    }

    /// Values that nobody expects: of numbers only where the configuration says so, since any batch of new numbers has
    /// some beyond those of the reference.
    private static func unexpected(_ column: ColumnEvaluation) -> String? {
        let conformity = column.conformity
        let isRangeConfigured = conformity.rowsOutOfRange.reference != nil
        let parts = [
            (isRangeConfigured ? conformity.rowsOutOfRange.current ?? 0 : 0, "rows out of range"),
            (conformity.rowsOutOfList.current ?? 0, "rows with a value that is not on the list"),
            (conformity.newCategoryCount ?? 0, "new categories"),
            (column.summaries.current?.infinite.total ?? 0, "infinite values"),
        ]
        let found = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return found.isEmpty ? nil : "column \"\(column.name)\" of the current data: \(found.joined(separator: ", "))"
    }
}
