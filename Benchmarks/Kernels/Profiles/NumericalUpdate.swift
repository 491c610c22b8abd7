import Statistics

/// Takes a column of numbers into a profile.
struct NumericalUpdate: Kernel {
    static let name = "numerical_update"
    private let column: Column

    init(rows: Int) throws {
        column = try ArrowColumn.numbers(Numbers.bell(rows, stream: 1))
    }

    func run() throws {
        var profile = NumericalProfile()
        try profile.update(column)
    }
}
