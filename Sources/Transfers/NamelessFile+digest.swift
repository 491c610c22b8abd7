import Foundation

extension NamelessFile {
    private static let blockBytes = 1 << 20

    /// The number of bytes and a 64-bit hash of them (FNV-1a over words), to tell a content from others by accident; nil
    /// if it cannot be read.
    package func digest() -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var count = 0
        // A block that is not the last is whole words, for the file is read from the start.
        while let block = try? file.read(upToCount: Self.blockBytes), !block.isEmpty {
            count += block.count
            hash = Self.hash(block, from: hash)
        }
        return "\(count)-" + String(hash, radix: 16)
    }

    private static func hash(_ block: Data, from start: UInt64) -> UInt64 {
        unsafe block.withUnsafeBytes { bytes in
            var hash = start
            let wholeBytes = bytes.count & ~7
            for offset in stride(from: 0, to: wholeBytes, by: 8) {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                hash = (hash ^ word) &* 0x0000_0100_0000_01B3
                hash ^= hash >> 32
            }
            for offset in wholeBytes..<bytes.count {
                hash = (hash ^ UInt64(unsafe bytes[offset])) &* 0x0000_0100_0000_01B3
            }
            return hash
        }
    }
}
