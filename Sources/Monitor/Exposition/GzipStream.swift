import NIOCore

/// A gzip stream put together from compressed pieces and from bytes that are compressed on the way.
struct GzipStream: Sendable {
    /// Method deflate, no flags, no time, unknown system.
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    /// An empty last block.
    private static let lastBlock: [UInt8] = [3, 0]

    private var chain: BufferChain
    private var checksum = RunningChecksum()

    /// - Parameter expected: About how many compressed bytes will come.
    init(expecting expected: Int = 0) {
        chain = BufferChain(expecting: expected + Self.header.count)
        chain.append(Self.header)
    }

    /// How many bytes are read from it.
    var plainCount: Int { checksum.count }

    mutating func append(_ bytes: [UInt8], by deflater: Deflater) {
        chain.append(deflater.compress(bytes))
        checksum.append(Checksum(of: bytes))
    }

    mutating func append(_ family: PageBlock.Family) {
        chain.append(family.bytes)
        checksum.append(family.checksum)
    }

    /// The whole stream with some bytes at its end.
    func ended(with tail: [UInt8]) -> BufferChain {
        var checksum = checksum
        checksum.append(Checksum(of: tail))
        var end = Deflater().compress(tail) + Self.lastBlock
        for word in [checksum.value, UInt32(truncatingIfNeeded: checksum.count)] {
            for shift in stride(from: UInt32(0), to: 32, by: 8) { end.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        // In a buffer of its own: writing into the last one would copy it, since others read it, too.
        var whole = chain
        whole.append(BufferChain(end))
        return whole
    }

    /// What is read from what was written so far.
    var inflated: BufferChain {
        let inflater = Inflater()
        var plain = BufferChain(expecting: plainCount)
        for (index, var buffer) in chain.buffers.enumerated() {
            if index == 0 { buffer.moveReaderIndex(forwardBy: Self.header.count) }
            inflater.append(buffer, to: &plain)
        }
        return plain
    }
}
