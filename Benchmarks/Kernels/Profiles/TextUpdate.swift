import Statistics

/// Counts categories that are written out in each row.
struct TextUpdate: Kernel {
    static let name = "text_update"
    private let column: Column

    init(rows: Int) throws {
        column = try ArrowColumn.texts(Numbers.places(rows, categories: 10, stream: 1))
    }

    func run() throws {
        var profile = CategoricalProfile()
        try profile.update(column)
    }
}
