import Statistics

extension ConfusionMatrix {
    /// Row by row: for each true label, how often each label was predicted.
    var table: [Int] {
        labels.indices.flatMap { target in labels.indices.map { self[target, $0] } }
    }
}
