import Statistics
import Testing

@testable import Checks

struct SchemaChangeTests {
    private func changes(
        _ reference: [(name: String, type: ColumnType)], _ current: [(name: String, type: ColumnType)],
        areTyped: Bool = true, roles: ColumnRoles = ColumnRoles()
    ) -> [String] {
        let model = ModelDefinition(name: "m", columns: roles)
        let schemas = BothSides(reference: reference, current: current)
        return SchemaChange.all(of: model, in: schemas, areTyped: areTyped).map { "\($0.column) \($0.kind.rawValue)" }
    }

    @Test func `columns come, go and change, in the order of the reference`() {
        let changes = changes(
            [("b", .int64), ("a", .utf8), ("gone", .boolean), ("same", .float64)],
            [("new", .int8), ("same", .float64), ("a", .int64), ("b", .int64)])
        #expect(changes == ["a retyped", "gone removed", "new added"])
    }

    @Test(
        arguments: [
            (.int64, .int32, true, false), (.float32, .float64, true, false), (.int64, .float64, true, false),
            (.utf8, .largeUTF8, false, false), (.utf8View, .dictionary(index: .int8, values: .utf8), false, false),
            (.dictionary(index: .int8, values: .int64), .int64, false, false),
            (.timestamp(.nanoseconds, zone: ""), .timestamp(.microseconds, zone: ""), true, false),
            (.timestamp(.seconds, zone: "UTC"), .timestamp(.seconds, zone: ""), true, false),
            (.decimal(bitWidth: 128, scale: 2), .decimal(bitWidth: 128, scale: 3), true, false),
            (.null, .float64, true, false), (.utf8, .int64, true, true), (.boolean, .int64, true, true),
            (.boolean, .utf8, true, true), (.date(.days), .timestamp(.seconds, zone: ""), true, false),
            (.date(.days), .utf8, true, true), (.unsupported("a list"), .unsupported("a list"), false, false),
            (.unsupported("a list"), .unsupported("a map"), true, true),
        ] as [(ColumnType, ColumnType, Bool, Bool)])
    func `a type that changes is told, where files have types by its name, else by what values look like`(
        before: ColumnType, after: ColumnType, isTypedChange: Bool, isUntypedChange: Bool
    ) {
        for (left, right) in [(before, after), (after, before)] {
            #expect(changes([("x", left)], [("x", right)]).isEmpty == !isTypedChange)
            #expect(changes([("x", left)], [("x", right)], areTyped: false).isEmpty == !isUntypedChange)
        }
        #expect(changes([("x", before)], [("x", before)]).isEmpty)
    }

    @Test func `excluded columns do not count`() {
        let roles = ColumnRoles(exclude: ["secret_*"])
        #expect(changes([("secret_1", .utf8)], [("secret_2", .utf8)], roles: roles).isEmpty)
    }
}
