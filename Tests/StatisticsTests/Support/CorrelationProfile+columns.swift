@testable import Statistics

extension CorrelationProfile {
    /// A profile of columns named `0`, `1` and so on, of one kind and with every correlation that takes it, read in batches.
    init(
        _ columns: [[Double?]], limit: Int = 1_000_000, batch: Int = .max
    ) throws {
        try self.init(columns.map(ColumnValues.numbers), limit: limit, batch: batch)
    }

    /// The same of texts.
    init(texts columns: [[String?]], limit: Int = 1_000_000, batch: Int = .max) throws {
        try self.init(columns.map(ColumnValues.texts), limit: limit, batch: batch)
    }

    private enum ColumnValues {
        case numbers([Double?]), texts([String?])

        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .texts(let values): values.count
            }
        }

        func column(_ rows: Range<Int>) throws(ColumnError) -> Statistics.Column {
            switch self {
            case .numbers(let values): try TestColumn.doubles(Array(values[rows]))
            case .texts(let values): try TestColumn.texts(Array(values[rows]))
            }
        }

        var kind: ColumnKind {
            switch self {
            case .numbers: .numerical
            case .texts: .categorical
            }
        }
    }

    private init(_ columns: [ColumnValues], limit: Int, batch: Int) throws {
        self.init(
            columns: columns.enumerated().map { Column(name: "\($0)", kind: $1.kind) },
            methods: CorrelationCatalog.all.map { $0.name }, sampleLimit: limit)
        let count = columns.first?.count ?? 0
        for start in stride(from: 0, to: count, by: min(batch, max(1, count))) {
            let rows = start..<min(start + min(batch, count), count)
            try update(columns.map { try $0.column(rows) })
        }
    }
}

extension CorrelationSummary {
    /// The correlation of the first two columns.
    func coefficient(_ method: any Correlation.Type) -> Double? { estimate(method)?.coefficient }

    /// The same with its variance.
    func estimate(_ method: any Correlation.Type) -> CorrelationEstimate? {
        values[method.name]?.first { $0.pair == Pair(column: "0", other: "1") }?.estimate
    }
}
