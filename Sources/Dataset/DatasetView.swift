public import Statistics

/// A data set, or those of its rows that were selected.
public struct DatasetView: Sendable {
    /// All of the rows.
    public let dataset: OpenDataset
    /// Those that count; nil for all.
    public let selection: RowSelection?
    private let selectionIdentity: String

    /// Looks at all rows of a data set.
    public init(_ dataset: OpenDataset) {
        self.dataset = dataset
        selection = nil
        selectionIdentity = ""
    }

    /// Looks at some rows of a data set.
    ///
    /// - Parameter times: The first and the last time of the rows, in nanoseconds since 1970-01-01 UTC. Rows are left out
    ///   without their being read, so that the selection alone does not tell which rows it means.
    public init(_ dataset: OpenDataset, selecting selection: RowSelection, times: ClosedRange<Int64>?) {
        let span = times.map { "\($0.lowerBound) to \($0.upperBound), " } ?? ""
        self.init(dataset, selecting: selection, identifiedBy: "\n\(span)\(Self.identity(of: selection))")
    }

    /// Those of the rows that a selection among them selects.
    public func narrowed(to inner: RowSelection) -> DatasetView {
        let all = selection?.narrowed(to: inner) ?? inner
        return DatasetView(dataset, selecting: all, identifiedBy: "\(selectionIdentity)\n\(Self.identity(of: all))")
    }

    private init(_ dataset: OpenDataset, selecting selection: RowSelection, identifiedBy identity: String) {
        self.dataset = dataset
        self.selection = selection
        selectionIdentity = identity
    }

    private static func identity(of selection: RowSelection) -> String {
        "\(selection.count) rows, \(selection.digest)"
    }

    /// Where the data set is.
    public var location: DatasetLocation { dataset.location }

    /// The number of rows, where it is known before they are read.
    public var rowCount: Int? { selection?.count ?? dataset.recordedRowCount }

    /// What tells these rows from any others.
    public var identity: String { dataset.contents.identity.text + selectionIdentity }

    /// Streams the named columns, in this order.
    public func stream(_ columns: [String]) throws(DatasetError) -> RecordBatchStream {
        try dataset.stream(columns, selecting: selection)
    }
}
