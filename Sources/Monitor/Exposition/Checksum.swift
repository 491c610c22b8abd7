import CZlib

/// The CRC-32 of a piece of a page, which can be put together with those of other pieces.
struct Checksum: Sendable {
    private(set) var value: UInt32
    /// How many bytes it is of.
    private(set) var count: Int
    private let combination: UInt64

    /// The checksum of nothing.
    init() {
        value = 0
        count = 0
        combination = 0
    }

    init(of bytes: [UInt8]) {
        value = unsafe bytes.withUnsafeBufferPointer { unsafe mw_checksum($0.baseAddress, $0.count) }
        count = bytes.count
        combination = mw_checksum_operator(bytes.count)
    }

    /// Takes a piece that follows.
    mutating func append(_ next: Checksum) {
        guard next.count > 0 else { return }
        value = mw_checksum_append(value, next.value, next.combination)
        count += next.count
    }
}
