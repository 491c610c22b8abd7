import NIOCore

/// The parts of neighbouring models, put together family by family in one encoding.
///
/// A page has few blocks, of which only those are put together anew whose models changed; the bytes of the others are
/// shared by all pages.
struct PageBlock: Sendable {
    /// The samples that the parts have of one family.
    struct Family: Sendable {
        let place: Int
        /// Compressed.
        let bytes: ByteBuffer
        /// Of the bytes before they were compressed.
        let checksum: Checksum
    }

    let families: [Family]

    init(_ parts: [PagePart], encoding: SampleEncoding) {
        var members: [Int: [(part: PagePart, piece: PagePart.Piece)]] = [:]
        for part in parts {
            for family in part.families { members[family.place, default: []].append((part, family[encoding])) }
        }
        families = members.map { place, members in
            var checksum = RunningChecksum()
            let size = members.reduce(0) { $0 + $1.part.bytes($1.piece).count }
            var bytes = ByteBufferAllocator().buffer(capacity: size)
            for (part, piece) in members {
                bytes.writeBytes(part.bytes(piece))
                checksum.append(piece.checksum)
            }
            return Family(place: place, bytes: bytes, checksum: checksum.whole)
        }
    }
}
