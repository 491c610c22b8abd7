import Statistics

/// Takes a column of numbers into a profile, of which one in a hundred is missing.
struct NumericalUpdateWithNulls: Kernel {
    static let name = "numerical_update_nulls"
    private let column: Column

    init(rows: Int) throws {
        column = try ArrowColumn.numbers(Numbers.bell(rows, stream: 1), nullsEvery: 100)
    }

    func run() throws {
        var profile = NumericalProfile()
        try profile.update(column)
    }
}
