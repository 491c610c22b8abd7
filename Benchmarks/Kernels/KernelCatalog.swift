/// All kernels.
public enum KernelCatalog {
    /// Every kernel; add a new one here and nowhere else.
    public static let all: [any Kernel.Type] = [
        NumericalUpdate.self,
        NumericalUpdateWithNulls.self,
        SampleSort.self,
        DigestSort.self,
        RankDifferences.self,
        QuantileDifferences.self,
        CategoricalUpdate.self,
        TextUpdate.self,
        ConfusionUpdate.self,
        NumberDigests.self,
        LabelDigests.self,
        BinnedDistance.self,
        ExactKolmogorovSmirnov.self,
        AsymptoticKolmogorovSmirnov.self,
    ]

    /// The kernel with this name.
    public static func named(_ name: String) -> (any Kernel.Type)? {
        all.first { $0.name == name }
    }
}
