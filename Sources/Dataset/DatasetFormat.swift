import CArrowDataset
import Foundation

/// A file format.
enum DatasetFormat: String {
    case parquet = "Parquet"
    case arrowFile = "Arrow IPC file"
    case arrowStream = "Arrow IPC stream"
    case csv = "CSV"

    /// Recognises a file by its first bytes; anything that is not one of the binary formats is taken for CSV only if
    /// its name says so.
    static func detect(_ path: String) throws(DatasetError) -> DatasetFormat {
        let head = try firstBytes(of: path)
        if head.isEmpty { throw .empty(path) }
        if head.starts(with: Array("PAR1".utf8)) { return .parquet }
        if head.starts(with: Array("ARROW1".utf8)) { return .arrowFile }
        if head.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) { return .arrowStream }
        let extensions = path.lowercased().split(separator: "/").last?.split(separator: ".").dropFirst() ?? []
        if extensions.contains("csv") { return .csv }
        if head.starts(with: Array("FEA1".utf8)) {
            throw .unreadable(
                path: path, reason: "it is in Feather version 1: write version 2 (the Arrow IPC file format)")
        }
        throw .unreadable(
            path: path,
            reason: "it begins like none of Parquet (PAR1), Arrow (ARROW1) or an Arrow stream, and is not named .csv")
    }

    private static func firstBytes(of path: String) throws(DatasetError) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: "it cannot be opened (permissions?)")
        }
        defer { try? file.close() }
        do {
            return Array(try file.read(upToCount: 8) ?? Data())
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// The shim's constant.
    var code: mw_arrow_format {
        switch self {
        case .parquet: MW_ARROW_PARQUET
        case .arrowFile: MW_ARROW_IPC_FILE
        case .arrowStream: MW_ARROW_IPC_STREAM
        case .csv: MW_ARROW_CSV
        }
    }

    /// Whether columns can be read apart from each other at little more than their own cost.
    var isColumnar: Bool { self == .parquet }

    /// Whether files declare the types of their columns.
    var isTyped: Bool { self != .csv }
}
