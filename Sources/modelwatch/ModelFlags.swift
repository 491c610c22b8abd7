import ArgumentParser
import Checks
import Monitor
import Statistics

/// What the configuration says of a model, as flags. Names and meanings are those of the keys.
struct ModelFlags: ParsableArguments {
    @Option(help: "What the model predicts: \(ModelTask.allCases.map(\.rawValue).joined(separator: ", ")).")
    var task: String?

    @Option(help: Self.column("The column of the true label or value; needs --task."))
    var target: String?

    @Option(help: Self.column("The column of what the model predicted."))
    var prediction: String?

    @Option(
        help: Self.column("The column of the probability of the positive label; needs --task binary_classification."))
    var probability: String?

    @Option(
        help: ArgumentHelp(
            "The columns of the probabilities of all labels: a name with one * for the label, or LABEL=COLUMN once for "
                + "each; needs --task multiclass_classification.", valueName: "pattern|label=column"))
    var probabilities: [String] = []

    @Option(
        help: ArgumentHelp(
            "The label that counts as positive, 1 if not given; needs --task binary_classification.",
            valueName: "label"))
    var positiveLabel: String?

    @Option(help: Self.column("The column that says when a row was made; not compared."))
    var timestamp: String?

    @Option(help: Self.column("The column that identifies a row; not compared."))
    var id: String?

    @Option(help: Self.column("The column of users or queries; needs --task ranking or recommendation; not compared."))
    var user: String?

    @Option(help: Self.column("The column of items; needs --task ranking or recommendation; not compared."))
    var item: String?

    @Option(help: Self.list("The only features to read."))
    var columns: [String] = []

    @Option(help: Self.list("Columns that are not read."))
    var exclude: [String] = []

    @Option(help: Self.list("Columns to compare as numbers."))
    var numerical: [String] = []

    @Option(help: Self.list("Columns to compare as categories."))
    var categorical: [String] = []

    @Option(help: Self.list("Columns to compare as texts."))
    var text: [String] = []

    @Option(help: Self.list("Columns to read as points in time."))
    var datetime: [String] = []

    @Option(
        help: ArgumentHelp(
            "The test of all columns it is for, of the columns of a kind, or of a column: auto, "
                + StatTestCatalog.all.map { $0.name }.joined(separator: ", ") + ".",
            valueName: "name|kind=name|column=name"))
    var method: [String] = []

    @Option(
        help: ArgumentHelp(
            "The threshold of all columns, of the columns of a kind, or of a column.",
            valueName: "number|kind=number|column=number"))
    var threshold: [String] = []

    @Option(
        help:
            "Whose results to give where they differ: \(Compatibility.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var compat: String?

    @Option(help: "The share of drifted features from which on the data set counts as drifted.")
    var share: String?

    @Option(
        help: ArgumentHelp(
            "What becomes of numbers beyond the memory budget: "
                + BeyondBudget.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "spill|bounds"))
    var beyondBudget: String?

    private static func column(_ abstract: String) -> ArgumentHelp {
        ArgumentHelp(abstract, valueName: "column")
    }

    private static func list(_ abstract: String) -> ArgumentHelp {
        ArgumentHelp(abstract, valueName: "names")
    }

    /// The flags in the keys of the configuration.
    var overrides: ConfigurationOverrides {
        var overrides = ConfigurationOverrides()
        overrides.set(task, at: "task")
        addRoles(to: &overrides)
        overrides.setList(columns, at: "columns", "include")
        overrides.setList(exclude, at: "columns", "exclude")
        for (kind, names) in [
            (ColumnKind.numerical, numerical), (.categorical, categorical), (.text, text), (.datetime, datetime),
        ] { overrides.setList(names, at: "columns", kind.rawValue) }
        for text in method { overrides.setTest(text) }
        for text in threshold { overrides.setThreshold(text) }
        overrides.set(compat, at: "drift", "compat")
        overrides.setScalar(share, at: "drift", "share")
        overrides.setGlobal(beyondBudget, at: "beyond_budget")
        return overrides
    }

    private func addRoles(to overrides: inout ConfigurationOverrides) {
        for (key, name) in [
            ("target", target), ("prediction", prediction), ("probability", probability), ("timestamp", timestamp),
            ("id", id), ("user", user), ("item", item),
        ] { overrides.set(name, at: "columns", key) }
        if let pattern = probabilities.first, probabilities.count == 1, !pattern.contains("=") {
            overrides.set(pattern, at: "columns", "probabilities")
        } else {
            for text in probabilities { overrides.setNamed(text, at: "columns", "probabilities") }
        }
        overrides.setScalar(positiveLabel, at: "columns", "positive_label")
    }
}
