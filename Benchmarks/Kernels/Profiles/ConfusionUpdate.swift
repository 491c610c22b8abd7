import Statistics

/// Counts pairs of true and predicted labels.
struct ConfusionUpdate: Kernel {
    static let name = "confusion_update"
    private let target: Column
    private let prediction: Column

    init(rows: Int) throws {
        target = try ArrowColumn.labels(Numbers.places(rows, categories: 10, stream: 1))
        prediction = try ArrowColumn.labels(Numbers.places(rows, categories: 10, stream: 2))
    }

    func run() throws {
        var profile = ConfusionProfile()
        try profile.update([target, prediction])
    }
}
