import CArrowDataset

/// How a file of lines is packed.
enum Compression: String, CaseIterable {
    case none, gzip, zstd, bzip2, lz4

    /// The first bytes of a file that is packed so.
    private var magic: [UInt8] {
        switch self {
        case .none: []
        case .gzip: [0x1F, 0x8B]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .bzip2: Array("BZh".utf8)
        case .lz4: [0x04, 0x22, 0x4D, 0x18]
        }
    }

    /// Recognises it by the first bytes of a file, whatever the file is called.
    init(firstBytes head: [UInt8]) {
        self = Self.allCases.first { $0 != .none && head.starts(with: $0.magic) } ?? .none
    }

    /// The shim's constant.
    var code: mw_arrow_compression {
        switch self {
        case .none: MW_ARROW_UNCOMPRESSED
        case .gzip: MW_ARROW_GZIP
        case .zstd: MW_ARROW_ZSTD
        case .bzip2: MW_ARROW_BZIP2
        case .lz4: MW_ARROW_LZ4
        }
    }
}
