/// All checks.
public enum CheckCatalog {
    /// Every check; add a new one here and nowhere else.
    public static let all: [any Check.Type] = [
        ModelInfoCheck.self,
        DatasetRowsCheck.self,
        DatasetWindowCheck.self,
        SamplingCheck.self,
        DatasetColumnsCheck.self,
        SchemaCheck.self,
        ConfiguredColumnsCheck.self,
        MissingValuesCheck.self,
        DataQualityCheck.self,
        ColumnStatisticsCheck.self,
        ColumnOutliersCheck.self,
        ColumnExpectationsCheck.self,
        CategoryRowsCheck.self,
        TextStatisticsCheck.self,
        ColumnTimesCheck.self,
        ColumnDriftCheck.self,
        DatasetDriftCheck.self,
        CorrelationCheck.self,
        ModelDriftCheck.self,
        ClassificationCheck.self,
        LabelQualityCheck.self,
        ProbabilityCheck.self,
        ConfidenceCheck.self,
        RegressionCheck.self,
        RankingCheck.self,
        ClusteringCheck.self,
        SegmentCheck.self,
    ]
}
