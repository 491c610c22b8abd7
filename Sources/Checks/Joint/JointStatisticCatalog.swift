/// All joint statistics.
public enum JointStatisticCatalog {
    /// Every joint statistic; add a new one here and nowhere else.
    public static let all: [any JointStatistic.Type] = [
        LabelConfusion.self,
        PredictedProbabilities.self,
        RegressionErrors.self,
        Recommendations.self,
        ClusterShape.self,
        ClusterAgreement.self,
        Correlations.self,
        LabelTrend.self,
        ErrorTrend.self,
        ConfidenceTrend.self,
    ]
}
