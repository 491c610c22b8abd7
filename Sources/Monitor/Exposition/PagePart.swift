import Checks

/// What one source, such as a model, has on a metrics page: its samples, written and compressed once, family by family.
///
/// It is kept compressed only, at about a tenth of its text. Each family can be read without those before it, so that
/// pages are put together from parts without compressing anything anew: ``PageBlock``, ``PageLayout``.
struct PagePart: Sendable {
    /// The samples of one family in one encoding.
    struct Piece: Sendable {
        fileprivate let range: Range<Int>
        /// Of the bytes before they were compressed.
        let checksum: Checksum
    }

    /// The samples of one family.
    struct Family: Sendable {
        /// Where its metric stands in the catalogue.
        let place: Int
        fileprivate let lines: Piece
        fileprivate let protobuf: Piece

        subscript(encoding: SampleEncoding) -> Piece {
            switch encoding {
            case .lines: lines
            case .protobuf: protobuf
            }
        }
    }

    let families: [Family]
    /// How many series Prometheus makes of it.
    let seriesCount: Int
    /// Samples that were left out because one with the same labels was there before.
    let duplicateCount: Int
    private let storage: [UInt8]

    /// A part without samples.
    static let empty = PagePart([])

    init(_ samples: [MetricSample]) {
        let grouped = MetricFamily.grouping(samples)
        let deflater = Deflater()
        var pieces: [[UInt8]] = []
        var count = 0
        func piece(_ family: MetricFamily, _ encoding: SampleEncoding) -> Piece {
            let bytes = encoding.bytes(of: family)
            pieces.append(deflater.compress(bytes))
            let start = count
            count += pieces[pieces.count - 1].count
            return Piece(range: start..<count, checksum: Checksum(of: bytes))
        }
        families = grouped.map { family in
            Family(
                place: MetricCatalog.place(of: family.metric), lines: piece(family, .lines),
                protobuf: piece(family, .protobuf))
        }
        seriesCount = grouped.reduce(0) { $0 + $1.samples.reduce(0) { $0 + $1.seriesCount } }
        duplicateCount = grouped.reduce(0) { $0 + $1.duplicates.count }
        // As large as needed: it stays until the next evaluation.
        var storage: [UInt8] = []
        storage.reserveCapacity(count)
        for piece in pieces { storage += piece }
        self.storage = storage
    }

    /// The compressed bytes of a piece.
    func bytes(_ piece: Piece) -> ArraySlice<UInt8> { storage[piece.range] }
}
