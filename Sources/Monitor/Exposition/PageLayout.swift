import NIOCore

/// Puts the blocks of a page together: families by name, each once, and in each the blocks in their order.
struct PageLayout {
    private var families: [[PageBlock.Family]]

    init(_ blocks: [PageBlock]) {
        families = Array(repeating: [], count: MetricCatalog.byName.count)
        for block in blocks {
            for family in block.families { families[family.place].append(family) }
        }
    }

    /// The page without its end.
    func compressed(as format: ExpositionFormat) -> GzipStream {
        let deflater = Deflater()
        var stream = GzipStream(expecting: size)
        for (metric, members) in zip(MetricCatalog.byName, families) where !members.isEmpty {
            let count = members.reduce(0) { $0 + $1.checksum.count }
            stream.append(format.header(of: metric, before: count), by: deflater)
            for member in members { stream.append(member) }
        }
        return stream
    }

    /// About how many bytes the compressed page takes.
    private var size: Int {
        families.reduce(0) { total, members in
            // A compressed header is about so long.
            members.reduce(total + (members.isEmpty ? 0 : 200)) { $0 + $1.bytes.readableBytes }
        }
    }
}
