/// All statistical tests.
public enum StatTestCatalog {
    /// Every test; add a new one here and nowhere else.
    public static let all: [any StatTest.Type] = [
        KolmogorovSmirnov.self,
        ZTest.self,
        ChiSquare.self,
        WassersteinDistance.self,
        RawWassersteinDistance.self,
        JensenShannonDistance.self,
        KullbackLeiblerDivergence.self,
        PopulationStabilityIndex.self,
        HellingerDistance.self,
        EnergyDistance.self,
        AndersonDarling.self,
        CramerVonMises.self,
        MannWhitney.self,
        EppsSingleton.self,
        StudentTTest.self,
        WelchTTest.self,
        MaximumMeanDiscrepancy.self,
        FisherExact.self,
        GTest.self,
        TotalVariationDistance.self,
        LInfinityDistance.self,
        TextCosineDistance.self,
        TextLengths.self,
        OutOfVocabulary.self,
    ]

    /// The test with this name.
    public static func named(_ name: String) -> (any StatTest.Type)? {
        all.first { $0.name == name }
    }

    /// The test where the user names none. For numbers and categories Evidently's choice: p-values up to 1,000 reference
    /// values, distances above.
    public static func automatic(for pair: ColumnPair) -> any StatTest.Type {
        let isSmall = pair.referenceCount <= 1000
        switch (pair, pair.distinctCount(upTo: 5)) {
        case (.text, _): return TextCosineDistance.self
        case (_, let count?) where count <= 2: return isSmall ? ZTest.self : JensenShannonDistance.self
        case (.categorical, _), (_, .some): return isSmall ? ChiSquare.self : JensenShannonDistance.self
        default: return isSmall ? KolmogorovSmirnov.self : WassersteinDistance.self
        }
    }
}
