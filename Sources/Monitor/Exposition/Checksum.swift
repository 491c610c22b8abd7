import CZlib

/// The CRC-32 of a piece of a page, with what it takes to put it behind that of another piece.
struct Checksum: Sendable {
    let value: UInt32
    /// How many bytes it is of.
    let count: Int
    fileprivate let combination: UInt64

    init(of bytes: [UInt8]) {
        self.init(
            value: unsafe bytes.withUnsafeBufferPointer { unsafe mw_checksum($0.baseAddress, $0.count) },
            count: bytes.count)
    }

    fileprivate init(value: UInt32, count: Int) {
        self.value = value
        self.count = count
        combination = mw_checksum_operator(count)
    }
}

/// The CRC-32 of pieces that are put one after the other.
struct RunningChecksum: Sendable {
    private(set) var value: UInt32 = 0
    private(set) var count = 0

    mutating func append(_ next: Checksum) {
        guard next.count > 0 else { return }
        value = mw_checksum_append(value, next.value, next.combination)
        count += next.count
    }

    /// That of all pieces so far, as one piece.
    var whole: Checksum { Checksum(value: value, count: count) }
}
