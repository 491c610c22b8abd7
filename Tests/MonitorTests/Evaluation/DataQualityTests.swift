import Checks
import Foundation
import Statistics
import Testing
import TestSupport

@testable import Monitor

/// Files with faults, evaluated as a whole.
struct DataQualityTests {
    private static let reference = """
        plan,fee,visits,flag,gone
        free,0.5,1,true,a
        basic,9.5,2,false,b
        basic,10.5,3,true,c
        premium,49.5,4,false,d
        premium,50.5,5,true,e

        """
    private static let faulty = """
        plan,fee,visits,flag,new
        free,0.5,1,1,7
        free,0.5,1,1,7
        gold,-3.5,two,0,7
        ,inf,three,1,7
        basic,1000.5,,0,7

        """

    private func evaluate(
        _ current: String, against reference: String = Self.reference, _ lines: String = ""
    ) async throws -> ModelEvaluation {
        let folder = try TemporaryFolder()
        let text = """
            models:
              - name: m
                reference: {path: "\(try folder.write(reference, to: "reference.csv"))"}
                current: {path: "\(try folder.write(current, to: "current.csv"))"}
                columns: {categorical: [plan]}
            \(lines)
            """
        return try await #require(try Configuration(text: text).models.first).evaluated()
    }

    /// Measurements by name and labels, the model's left out.
    private func values(_ evaluation: ModelEvaluation) -> [String: Double] {
        let all = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
        let pairs = all.map {
            ("\($0.metric.name.dropFirst(11)) \($0.labels.dropFirst().joined(separator: " "))", $0.value)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test func `a file without a fault has the best score`() async throws {
        let evaluation = try await evaluate(Self.reference)
        let values = values(evaluation)
        #expect(values["dataset_quality_score current"] == 1)
        #expect(values["dataset_quality_score reference"] == 1)
        for component in ["completeness", "uniqueness", "validity", "consistency"] {
            #expect(values["dataset_quality_component current \(component)"] == 1)
        }
        #expect(values["dataset_quality_component reference consistency"] == nil)
        #expect(evaluation.schemaChanges.isEmpty)
        #expect(values["column_rows_out_of_range fee current"] == 0)
        #expect(values["column_rows_out_of_range fee reference"] == nil)
        #expect(values["column_new_categories plan"] == 0)
        #expect(DataNotes(evaluation).lines.isEmpty)
    }

    @Test func `each fault of a file has its number`() async throws {
        let evaluation = try await evaluate(Self.faulty)
        let values = values(evaluation)
        let expected = [
            "dataset_schema_changes added": 1, "dataset_schema_changes removed": 1, "dataset_schema_changes retyped": 2,
            "column_schema_change_info new added  int64": 1, "column_schema_change_info gone removed string ": 1,
            "column_schema_change_info visits retyped int64 string": 1,
            "column_schema_change_info flag retyped boolean int64": 1,
            "dataset_missing_values current": 2, "dataset_missing_values_ratio current": 2.0 / 25,
            "dataset_duplicated_rows current": 1, "dataset_constant_columns current": 1,
            "dataset_almost_constant_columns current": 1, "dataset_empty_columns current": 0,
            "column_new_categories plan": 1, "column_rows_out_of_list plan current": 1,
            "column_infinite_values fee current": 1, "column_rows_out_of_range fee current": 3,
            "dataset_quality_component current completeness": 1 - 2.0 / 25,
            "dataset_quality_component current uniqueness": 1 - 1.0 / 5,
            "dataset_quality_component current consistency": 1 - 4.0 / 6,
        ]
        for (name, value) in expected { #expect(values[name] == value, "\(name): \(values[name] ?? .nan)") }
        let components = ["completeness", "uniqueness", "validity", "consistency"].compactMap {
            values["dataset_quality_component current \($0)"]
        }
        #expect(components.count == 4)
        #expect(values["dataset_quality_score current"] == components.reduce(1, *))
        #expect(components.allSatisfy { (0..<1).contains($0) })
    }

    @Test func `people are told of the faults`() async throws {
        let lines = DataNotes(try await evaluate(Self.faulty)).lines
        #expect(lines.contains("column \"new\" was added: int64"))
        #expect(lines.contains("column \"gone\" was removed: string"))
        #expect(lines.contains("column \"visits\" was retyped: int64, now string"))
        #expect(lines.contains { $0.hasPrefix("column \"plan\" of the current data: 1 rows with a value") })
        #expect(lines.contains("column \"fee\" of the current data: 1 infinite values"))
    }

    @Test func `what is expected is configured by name or pattern`() async throws {
        let evaluation = try await evaluate(
            Self.faulty,
            """
                statistics: {quantiles: [0.5], additional: [sum, zero_values, negative_values]}
                expectations:
                  plan: {values: [free, basic]}
                  "fe*": {min: 0, max: 60}
                  visits: {min: 1}
                  nowhere: {max: 1}
                  "none*": {max: 1}
            """)
        let values = values(evaluation)
        let expected = [
            "column_rows_out_of_list plan reference": 2, "column_rows_out_of_list plan current": 1,
            "column_rows_out_of_range fee reference": 0, "column_rows_out_of_range fee current": 3,
            "column_negative_values fee current": 1, "column_zero_values fee current": 0,
            "column_sum_of_values fee current": 998, "column_quantile fee current 0.5": 0.5,
        ]
        for (name, value) in expected { #expect(values[name] == value, "\(name): \(values[name] ?? .nan)") }
        #expect(!values.keys.contains { $0.hasPrefix("column_quantile") && !$0.hasSuffix(" 0.5") })
        #expect(
            DataNotes(evaluation).lines.contains(
                "column \"fee\" of the current data: 3 rows out of range, 1 infinite values"))
        let run = try #require(CheckRun.all(on: evaluation).first { $0.check == "column_expectations" })
        #expect(
            run.findings.failures == [
                "column \"visits\": a range is expected of it, but it does not hold numbers"
            ])
        let names = try #require(CheckRun.all(on: evaluation).first { $0.check == "configured_columns" })
        #expect(names.findings.failures == ["expectations: no column is named \"nowhere\""])
        #expect(values["unmatched_names "] == 2)
        #expect(DataNotes(evaluation).lines.contains("expectations: no column fits \"none*\""))
    }

    @Test func `columns that are equal are counted in pairs`() async throws {
        let rows = (0..<40).map { row in "\(row),\(row),\(row == 7 ? -1 : row),\(row)x,\(row % 2),0" }
        let text = "a,b,c,d,e,f\n" + rows.joined(separator: "\n") + "\n"
        let evaluation = try await evaluate(text, against: text)
        let values = values(evaluation)
        #expect(values["dataset_duplicated_columns current"] == 1)
        #expect(values["dataset_almost_duplicated_columns current"] == 3)
        #expect(values["dataset_constant_columns current"] == 1)
        #expect(values["dataset_columns_of_kind current numerical"] == 3)
        #expect(values["dataset_columns_of_kind current categorical"] == 2)
        #expect(values["dataset_columns_of_kind current text"] == 1)
        #expect(DataNotes(evaluation).lines.contains("columns \"a\" and \"b\" of the current data are equal"))
    }

    /// More rows than are compared one by one: a single difference shows in what all values together tell.
    @Test func `columns of many rows are equal only if all of their values are`() async throws {
        let rows = (0..<40_000).map { row in "\(row),\(row),\(row == 39_321 ? -1 : row),\(row % 10 == 3 ? -1 : row)" }
        let text = "a,b,c,d\n" + rows.joined(separator: "\n") + "\n"
        let found = try await evaluate(text, against: text).duplicatedColumns
        #expect(found.current == found.reference)
        #expect(found.current.equalCount == 1)
        #expect(found.current.almostEqualCount == 3)
        #expect(found.current.examples == [["a", "b"]])
    }

    /// Pairs grow with the square of the columns; nothing else may.
    @Test func `of very many columns no pair is compared, and that is told`() async throws {
        let count = DuplicatedColumns.mostColumns + 1
        let names = (0..<count).map { "c\($0)" }.joined(separator: ",")
        let rows = [1, 2].map { row in (0..<count).map { _ in "\(row)" }.joined(separator: ",") }
        let evaluation = try await evaluate("\(names)\n\(rows[0])\n\(rows[1])\n", against: "\(names)\n\(rows[0])\n")
        #expect(evaluation.columns.count == count)
        #expect(evaluation.duplicatedColumns.current.equalCount == nil)
        let run = try #require(CheckRun.all(on: evaluation).first { $0.check == "dataset_columns" })
        #expect(run.findings.failures.count == 2)
        #expect(!run.findings.measurements.contains { $0.metric.name.contains("duplicated") })
    }
}
