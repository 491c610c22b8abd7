import CArrowDataset

/// A file format.
enum DatasetFormat: String {
    case parquet = "Parquet"
    case arrowFile = "Arrow IPC file"
    case arrowStream = "Arrow IPC stream"
    case csv = "CSV"
    case ndjson = "NDJSON"

    /// The formats that first bytes tell.
    init?(firstBytes head: [UInt8]) {
        if head.starts(with: Array("PAR1".utf8)) {
            self = .parquet
        } else if head.starts(with: Array("ARROW1".utf8)) {
            self = .arrowFile
        } else if head.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) {
            self = .arrowStream
        } else {
            return nil
        }
    }

    init(_ format: TextFormat) {
        switch format {
        case .csv: self = .csv
        case .ndjson: self = .ndjson
        }
    }

    /// The shim's constant.
    var code: mw_arrow_format {
        switch self {
        case .parquet: MW_ARROW_PARQUET
        case .arrowFile: MW_ARROW_IPC_FILE
        case .arrowStream: MW_ARROW_IPC_STREAM
        case .csv: MW_ARROW_CSV
        case .ndjson: MW_ARROW_NDJSON
        }
    }

    /// Whether columns can be read apart from each other at little more than their own cost.
    var isColumnar: Bool { self == .parquet }

    /// Whether files declare the types of their columns.
    var isTyped: Bool { self != .csv && self != .ndjson }
}
