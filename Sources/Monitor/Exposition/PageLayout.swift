/// Puts the parts of a page together: families by name, each once, and in each the parts in their order.
struct PageLayout {
    private var families: [[(part: PagePart, piece: PagePart.Family)]]

    init(_ parts: some Sequence<PagePart>) {
        families = Array(repeating: [], count: MetricCatalog.byName.count)
        for part in parts {
            for family in part.families { families[family.place].append((part, family)) }
        }
    }

    /// The page without its end.
    func compressed(as format: ExpositionFormat) -> GzipStream {
        let encoding = format.encoding
        let deflater = Deflater()
        var stream = GzipStream(expecting: size(encoding))
        for (metric, members) in zip(MetricCatalog.byName, families) where !members.isEmpty {
            let count = members.reduce(0) { $0 + $1.piece[encoding].checksum.count }
            stream.append(format.header(of: metric, before: count), by: deflater)
            for member in members { stream.append(member.piece[encoding], of: member.part) }
        }
        return stream
    }

    /// About how many bytes the compressed page takes.
    private func size(_ encoding: SampleEncoding) -> Int {
        families.reduce(0) { total, members in
            members.reduce(total + (members.isEmpty ? 0 : 200)) { $0 + $1.part.bytes($1.piece[encoding]).count }
        }
    }
}
