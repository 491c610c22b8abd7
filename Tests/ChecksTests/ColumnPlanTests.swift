import Statistics
import Testing

@testable import Checks

struct ColumnPlanTests {
    private func plan(
        _ reference: [(name: String, type: ColumnType)], _ current: [(name: String, type: ColumnType)]? = nil,
        task: ModelTask = .unsupervised, roles: ColumnRoles = ColumnRoles()
    ) -> ColumnPlan {
        ColumnPlan(
            ModelDefinition(name: "m", task: task, columns: roles), reference: reference,
            current: current ?? reference)
    }

    @Test(
        arguments: [
            (.int8, .numerical), (.uint64, .numerical), (.float16, .numerical), (.float64, .numerical),
            (.decimal(bitWidth: 128, scale: 2), .numerical), (.null, .numerical), (.boolean, .categorical),
            (.utf8, .categorical), (.largeUTF8, .categorical), (.utf8View, .categorical),
            (.dictionary(index: .int8, values: .utf8), .categorical),
            (.dictionary(index: .int8, values: .int64), .categorical), (.date(.days), .datetime),
            (.timestamp(.microseconds, zone: "UTC"), .datetime),
        ] as [(ColumnType, ColumnKind)])
    func `a type suggests a kind, which the values may change`(type: ColumnType, kind: ColumnKind) {
        let column = plan([("x", type)]).columns.first
        #expect(column?.kind == kind)
        #expect(column?.isInferred == true)
        #expect(column?.role == .feature)
    }

    @Test(
        arguments: [
            (.utf8, .float64, .categorical), (.float64, .utf8, .categorical), (.null, .utf8, .categorical),
            (.utf8, .null, .categorical), (.int64, .float32, .numerical), (.null, .float64, .numerical),
            (.boolean, .int64, .categorical),
        ] as [(ColumnType, ColumnType, ColumnKind)])
    func `both sides have a say`(reference: ColumnType, current: ColumnType, kind: ColumnKind) {
        #expect(plan([("x", reference)], [("x", current)]).columns.first?.kind == kind)
    }

    @Test func `columns keep the order of the reference, new ones come last`() {
        let plan = plan([("b", .int64), ("a", .int64)], [("new", .int64), ("a", .int64)])
        #expect(plan.columns.map(\.name) == ["b", "a", "new"])
        #expect(plan.columns.map(\.isInReference) == [true, true, false])
        #expect(plan.columns.map(\.isInCurrent) == [false, true, true])
    }

    @Test func `roles and declared kinds go before what types suggest`() {
        let roles = ColumnRoles(
            target: "y", prediction: "p", timestamp: "t", id: "id", kinds: [.categorical: ["code_*"], .text: ["note"]],
            exclude: ["secret*"])
        let plan = plan(
            [
                ("y", .int64), ("p", .float64), ("t", .int64), ("id", .utf8), ("code_1", .int64), ("note", .utf8),
                ("secret_1", .utf8), ("x", .float64),
            ], task: .multiclassClassification, roles: roles)
        #expect(plan.columns.map(\.name) == ["y", "p", "t", "id", "code_1", "note", "x"])
        #expect(plan.columns.map(\.role) == [.target, .prediction, .timestamp, .id, .feature, .feature, .feature])
        #expect(
            plan.columns.map(\.kind) == [
                .categorical, .categorical, .datetime, .categorical, .categorical, .text, .numerical,
            ])
        #expect(plan.columns.map(\.isInferred) == [false, false, false, true, false, false, true])
        #expect(plan.omissions.isEmpty)
    }

    @Test func `the target of a regression is a number`() {
        let roles = ColumnRoles(target: "y", prediction: "p")
        let plan = plan([("y", .int64), ("p", .float64)], task: .regression, roles: roles)
        #expect(plan.columns.map(\.kind) == [.numerical, .numerical])
    }

    @Test(
        arguments: [
            ("+l", "it is a nested type (list, map, union or run-end)"), ("+s", "it is a nested type (struct)"),
            ("z", "it is binary data"), ("w:16", "it is binary data"), ("vz", "it is binary data"),
            ("tts", "it is a time of day or a duration"), ("tDm", "it is a time of day or a duration"),
            ("?", #"it is of an unknown type (Arrow format "?")"#),
        ])
    func `a column that cannot be read on one side is left out with its reason`(format: String, reason: String) {
        let bad = ColumnType(arrowFormat: format)
        for (reference, current) in [(bad, ColumnType.int64), (.int64, bad)] {
            let plan = plan([("x", reference), ("y", .int64)], [("x", current), ("y", .int64)])
            #expect(plan.columns.map(\.name) == ["y"])
            #expect(plan.omissions == [ColumnPlan.Omission(column: "x", reason: reason)])
        }
    }

    @Test func `a dictionary of what cannot be read is left out, too`() {
        let plan = plan([("x", .dictionary(index: .int32, values: ColumnType(arrowFormat: "z")))])
        #expect(plan.columns.isEmpty)
        #expect(plan.omissions.map(\.reason) == ["it is binary data"])
    }

    /// Which of the two would be meant cannot be said.
    @Test func `a name that stands twice in a file is left out, and the rest goes on`() {
        let twice: [(name: String, type: ColumnType)] = [("x", .int64), ("x", .float64), ("y", .int64)]
        let once: [(name: String, type: ColumnType)] = [("x", .int64), ("y", .int64)]
        for (reference, current) in [(twice, once), (once, twice), (twice, twice)] {
            let plan = plan(reference, current)
            #expect(plan.columns.map(\.name) == ["y"])
            #expect(
                plan.omissions == [
                    ColumnPlan.Omission(column: "x", reason: "several columns of one data set have this name")
                ])
        }
    }
}
