import Testing

@testable import Checks
@testable import Statistics

/// Which labels, columns and settings the checks of quality go by.
struct QualityCheckTests {
    private static func model(
        _ task: ModelTask, _ columns: ColumnRoles, _ compatibility: Compatibility = .none,
        quality: QualitySettings = QualitySettings(), limits: SeriesLimits = SeriesLimits()
    ) -> ModelDefinition {
        ModelDefinition(
            name: "m", task: task, columns: columns,
            drift: DriftSettings(testSettings: StatTestSettings(compatibility: compatibility)), quality: quality,
            limits: limits)
    }

    private static func evaluation(_ model: ModelDefinition, joint: JointResults = JointResults()) -> ModelEvaluation {
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        return ModelEvaluation(
            model: model, rows: BothSides(reference: rows, current: rows), columns: [], joint: joint)
    }

    private static func matrix(_ pairs: [(String, String)]) -> ConfusionMatrix {
        ConfusionMatrix(pairs.map { (Category($0.0), Category($0.1), 1) })
    }

    private static func confusion(_ reference: ConfusionMatrix, _ current: ConfusionMatrix) -> JointResults {
        var joint = JointResults()
        joint[LabelConfusion.self] = BothSides(reference: .success(reference), current: .success(current))
        return joint
    }

    private func columns(_ model: ModelDefinition, _ names: [String]) -> [String]? {
        let schema = names.map { (name: $0, type: ColumnType.float64) }
        let plan = ColumnPlan(model, reference: schema, current: schema)
        return PredictedProbabilities.columns(of: model, in: plan.columns)?.map(\.name)
    }

    @Test func `probabilities are read by name, by mapping and by pattern`() {
        let names = ["y", "p_a", "p_b", "p_", "q"]
        let positive = ColumnRoles(target: "y", probabilities: .positive("q"))
        #expect(columns(Self.model(.binaryClassification, positive), names) == ["q", "y"])
        #expect(columns(Self.model(.binaryClassification, positive), ["y"]) == nil)
        #expect(columns(Self.model(.regression, positive), names) == nil)
        let labels = ColumnRoles(probabilities: .labels(["p_a": Category("a"), "q": Category("b")]))
        #expect(columns(Self.model(.multiclassClassification, labels), names) == ["p_a", "q"])
        // Of some labels only, probabilities mean nothing.
        #expect(columns(Self.model(.multiclassClassification, labels), ["p_a"]) == nil)
        let pattern = ColumnRoles(target: "y", probabilities: .pattern(prefix: "p_", suffix: ""))
        #expect(columns(Self.model(.multiclassClassification, pattern), names) == ["p_a", "p_b", "y"])
        #expect(pattern.role(of: "p_a") == .probability)
        #expect(pattern.role(of: "p_") == .feature)
        #expect(pattern.probabilities?.label(of: "p_a") == Category("a"))
        let overlapping = ProbabilityColumns.pattern(prefix: "ab", suffix: "ba")
        #expect(!overlapping.contains("aba"))
        #expect(overlapping.label(of: "ab-ba") == Category("-"))
    }

    @Test func `a positive label is unknown only if both sides lack it`() {
        let model = Self.model(
            .binaryClassification, ColumnRoles(target: "y", prediction: "p", positiveLabel: Category("yes")))
        let none = Self.matrix([("no", "no"), ("no", "no")])
        let some = Self.matrix([("yes", "yes"), ("no", "yes")])
        let findings = ClassificationCheck.findings(Self.evaluation(model, joint: Self.confusion(some, none)))
        #expect(findings.failures.isEmpty)
        let current = findings.measurements.filter { $0.labels[1] == "current" }
        #expect(current.first { $0.metric.name == "modelwatch_recall" }?.value == 0)
        #expect(current.first { $0.metric.name == "modelwatch_true_negative_rate" }?.value == 1)
        #expect(!current.contains { $0.metric.name == "modelwatch_true_positive_rate" })
        #expect(
            ClassificationCheck.findings(Self.evaluation(model, joint: Self.confusion(none, none))).failures == [
                "reference: the positive label \"yes\" never occurs; the labels are \"no\"",
                "current: the positive label \"yes\" never occurs; the labels are \"no\"",
            ])
    }

    /// Labels of the batch, the task, and whose positive label counts, here and in Evidently.
    @Test(
        arguments: [
            (["no", "yes"], .binaryClassification, true, true),
            (["no", "yes"], .multiclassClassification, false, true),
            (["a", "no"], .binaryClassification, true, true),
            (["a", "no"], .multiclassClassification, false, false),
            (["a", "no", "yes"], .binaryClassification, true, false),
            (["a", "no", "yes"], .multiclassClassification, false, false),
            (["yes"], .binaryClassification, true, false),
        ] as [([String], ModelTask, Bool, Bool)])
    func `the task says whether a label is positive, in Evidently the batch`(
        labels: [String], task: ModelTask, ours: Bool, theirs: Bool
    ) {
        let roles = ColumnRoles(target: "y", prediction: "p", positiveLabel: Category("yes"))
        let matrix = Self.matrix(labels.map { ($0, $0) })
        for (compatibility, expected) in [(Compatibility.none, ours), (.evidently, theirs)] {
            let evaluation = Self.evaluation(Self.model(task, roles, compatibility))
            #expect((evaluation.positiveLabel(in: matrix) != nil) == expected, "\(compatibility)")
        }
    }

    @Test func `labels come from predictions, in Evidently from probabilities`() throws {
        var joint = Self.confusion(Self.matrix([("1", "1")]), Self.matrix([("1", "1")]))
        let profile = ProbabilityProfile(.binary(positive: .integer(1), threshold: 0.5))
        let summary = try profile.summary()
        joint[PredictedProbabilities.self] = BothSides(reference: .success(summary), current: .success(summary))
        let both = ColumnRoles(target: "y", prediction: "p", probabilities: .positive("q"))
        let alone = ColumnRoles(target: "y", probabilities: .positive("q"))
        for (roles, compatibility, total) in [
            (both, Compatibility.none, 1), (both, .evidently, 0), (alone, .none, 0), (alone, .evidently, 0),
        ] {
            let model = Self.model(.binaryClassification, roles, compatibility)
            #expect(ClassificationCheck.applies(to: model))
            let confusion = Self.evaluation(model, joint: joint).confusion
            #expect(try confusion.current?.get().total == total)
        }
    }

    @Test func `of many labels the most frequent have series, one for each way of writing`() {
        let model = Self.model(
            .multiclassClassification, ColumnRoles(target: "y", prediction: "p"), limits: SeriesLimits(categories: 2))
        let frequent = ConfusionMatrix([
            (Category("a"), Category("a"), 1), (Category("b"), Category("b"), 5), (Category("c"), Category("a"), 3),
        ])
        let broken = ConfusionMatrix([(.text([0xFF]), .text([0xFE]), 1), (.text([0xFE]), .text([0xFE]), 2)])
        let findings = LabelQualityCheck.findings(
            Self.evaluation(model, joint: Self.confusion(frequent, broken)))
        let recalls = findings.measurements.filter { $0.metric.name == "modelwatch_label_recall" }
        #expect(recalls.map { $0.labels[3] } == ["b", "c", "\u{FFFD}"])
        #expect(recalls.map(\.value) == [1, 0, 1])
    }

    @Test func `probabilities that cannot be used are a failure`() {
        var confidence = ConfidenceTally()
        confidence.add([0.6, .infinity, 0.9], lowBelow: 0.7)
        let outside = ProbabilitySummary(
            matrix: Self.matrix([("1", "1")]), areas: [], isBinary: true, losses: ProbabilityLosses(),
            confidence: confidence)
        var joint = JointResults()
        joint[PredictedProbabilities.self] = BothSides(
            reference: .success(outside), current: .failure(.unsupported("text")))
        let model = Self.model(.binaryClassification, ColumnRoles(target: "y", probabilities: .positive("q")))
        let expected = [
            "reference: rows with a probability below 0 or above 1: 1", "current: it is text, which no check can use",
        ]
        for check in [ProbabilityCheck.self, ConfidenceCheck.self] as [any Check.Type] {
            #expect(check.findings(Self.evaluation(model, joint: joint)).failures == expected)
            #expect(
                check.findings(Self.evaluation(model)).failures == [
                    "reference: a column of probabilities is missing", "current: a column of probabilities is missing",
                ])
        }
        #expect(ConfidenceCheck.findings(Self.evaluation(model, joint: joint)).measurements.isEmpty)
    }

    @Test func `targets of nearly 0 are treated as configured, else as the library does`() {
        func zeros(_ compatibility: Compatibility, _ set: ZeroTargets? = nil) -> [ZeroTargets] {
            let quality = QualitySettings(percentageError: PercentageErrorSettings(zeros: set))
            let model = Self.model(.regression, ColumnRoles(), compatibility, quality: quality)
            return DatasetSide.allCases.map(model.zeroTargets)
        }
        #expect(zeros(.none) == [.keep, .keep])
        #expect(zeros(.evidently) == [.drop, .replace])
        #expect(zeros(.evidently, .keep) == [.keep, .keep])
        #expect(zeros(.none, .drop) == [.drop, .drop])
    }

    @Test(arguments: ModelTask.allCases)
    func `errors are a matter of regressions alone`(task: ModelTask) {
        let roles = ColumnRoles(target: "y", prediction: "p")
        #expect(
            RegressionCheck.applies(to: ModelDefinition(name: "m", task: task, columns: roles)) == (task == .regression)
        )
        #expect(!RegressionCheck.applies(to: ModelDefinition(name: "m", task: .regression)))
        #expect(!ConfidenceCheck.applies(to: ModelDefinition(name: "m", task: task, columns: roles)))
    }

    @Test(arguments: CheckCatalog.all)
    func `reports show metrics that the check has`(check: any Check.Type) {
        #expect(Set(check.headlines).isSubset(of: check.metrics))
    }
}
