import Statistics

/// Counts categories by their places in a dictionary.
struct CategoricalUpdate: Kernel {
    static let name = "categorical_update"
    private let column: Column

    init(rows: Int) throws {
        column = try ArrowColumn.labels(Numbers.places(rows, categories: 10, stream: 1))
    }

    func run() throws {
        var profile = CategoricalProfile()
        try profile.update(column)
    }
}
