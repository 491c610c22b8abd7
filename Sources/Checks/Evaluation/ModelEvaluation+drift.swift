import Statistics

/// The types of drift. Each is found, or not, without regard to the others.
extension ModelEvaluation {
    /// The types that the data allow to judge, in the order of ``ModelDrift/Kind``.
    func findDrifts() -> [ModelDrift] {
        [dataDrift, predictionDrift, conceptDrift, performanceDrift].compactMap { $0 }
    }

    private var dataDrift: ModelDrift? {
        ModelDrift(.data, columns: driftedFeatures, share: model.drift.share)
    }

    /// By the column of predictions where there is one, else by the columns of probabilities.
    private var predictionDrift: ModelDrift? {
        let predictions = columns(.prediction).compactMap(\.drift)
        let drifts = (predictions.isEmpty ? columns(.probability).compactMap(\.drift) : predictions)
            .filter(\.isDecided)
        if drifts.count == 1, let drift = drifts.first { return ModelDrift(.prediction, column: drift) }
        return ModelDrift(
            .prediction, columns: (drifts.count(where: \.isDrifted), drifts.count), share: model.drift.share)
    }

    /// By true labels or values where both data sets have some, else by how confident predictions are.
    private var conceptDrift: ModelDrift? {
        let threshold = model.drift.conceptThreshold
        if let outcome = labelDrift {
            return ModelDrift(.concept, method: "labels", outcome, threshold: threshold)
        }
        if let outcome = success(joint[RegressionErrors.self].current)?.drift {
            return ModelDrift(.concept, method: "errors", outcome, threshold: threshold)
        }
        let probabilities = joint[PredictedProbabilities.self].map(success)
        return probabilities.reference.flatMap { probabilities.current?.confidenceDrift(from: $0) }.map {
            ModelDrift(.concept, method: "confidence", $0, threshold: threshold)
        }
    }

    private var labelDrift: StatTestOutcome? {
        let confusion = confusion.map(success)
        guard let reference = confusion.reference, let current = confusion.current else { return nil }
        return LabelRelation(reference: reference, current: current).outcome
    }

    /// By true labels or values where the current data have some, else by how confident predictions are.
    private var performanceDrift: ModelDrift? {
        performanceTrends(.current).first.flatMap { method, trend in
            harm(method, trend).map { harm in
                ModelDrift(
                    .performance, method: method.rawValue, StatTestOutcome(score: harm, pValue: trend.pValue),
                    threshold: model.drift.performanceThreshold)
            }
        }
    }

    /// How much worse the last row is than the first by the line, in what is at most 1; an error has no such limit, so it is
    /// compared with the mean error.
    private func harm(_ method: PerformanceMethod, _ trend: OutcomeTrend) -> Double? {
        switch method {
        case .accuracy, .confidence: -trend.change
        case .absoluteError: trend.mean > 0 ? trend.change / trend.mean : nil
        }
    }
}

/// What performance over time is measured by: a value of the label `method`.
enum PerformanceMethod: String, CaseIterable {
    case accuracy
    case absoluteError = "absolute_error"
    case confidence
}

extension ModelEvaluation {
    /// How the performance changes with time within a data set; those that the data allow, the weightiest first.
    func performanceTrends(_ side: DatasetSide) -> [(method: PerformanceMethod, trend: OutcomeTrend)] {
        let found: [(PerformanceMethod, OutcomeTrend?)] = [
            (.accuracy, success(joint[LabelTrend.self][side]) ?? nil),
            (.absoluteError, success(joint[ErrorTrend.self][side]) ?? nil),
            (.confidence, success(joint[ConfidenceTrend.self][side]) ?? nil),
        ]
        return found.compactMap { method, trend in trend.map { (method, $0) } }
    }

    /// Why times, or what is measured over them, could not be used.
    func performanceFailures(_ side: DatasetSide) -> [ColumnError] {
        [
            failure(joint[LabelTrend.self][side]), failure(joint[ErrorTrend.self][side]),
            failure(joint[ConfidenceTrend.self][side]),
        ]
        .compactMap { $0 }
    }

    private func failure<Value>(_ result: Result<Value, ColumnError>?) -> ColumnError? {
        guard case .failure(let error) = result else { return nil }
        return error
    }

    private func success<Value>(_ result: Result<Value, ColumnError>?) -> Value? { try? result?.get() }
}
