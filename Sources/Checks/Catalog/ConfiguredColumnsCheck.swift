/// Whether the columns that the configuration names exist.
public enum ConfiguredColumnsCheck: Check {
    public static let name = "configured_columns"
    public static let judgesRows = false
    public static let metrics = [unmatchedNames]

    static let unmatchedNames = MetricDescriptor(
        "modelwatch_unmatched_names", labels: ["model"],
        help: "Names and patterns in the configuration of the model that fit no column of either data set.")

    /// How many do not fit; failures name those that are no patterns.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        let names = evaluation.unmatchedNames
        return CheckFindings(
            [Measurement(unmatchedNames, [evaluation.model.name], Double(names.count))],
            failures: names.filter(\.isMistake).map(\.description))
    }
}
