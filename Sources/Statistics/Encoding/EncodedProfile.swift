/// A profile in its binary form, the same bytes whatever way the rows were split: a header, whose numbers are
/// little-endian, and the keys of the values, their buckets, or the list of categories, in ascending order, in words of
/// 8 bytes.
///
/// The header: `MWPROFIL`, the schema (4 bytes), the kind (4), its own length (8), the number of keys (8), a checksum of
/// the kind, the body and the keys (8); then the body, filled up to a multiple of 8 so that the keys can be used where a file is
/// mapped.
public struct EncodedProfile: Sendable {
    /// Changes with every change of the format; others are refused.
    public static let schema: UInt32 = 3
    /// Bytes of a header before its body.
    public static let fixedLength = 40

    static let magic: [UInt8] = Array("MWPROFIL".utf8)

    /// What a profile is of.
    enum Kind: UInt32 {
        case numerical = 1, categorical = 2, text = 3, numericalBuckets = 4
    }

    public let header: [UInt8]
    public let keys: KeyArray

    /// Everything, as it stands in a file.
    public var bytes: [UInt8] {
        var bytes = header
        bytes.reserveCapacity(header.count + keys.count * 8)
        for index in keys.indices { bytes.appendInteger(keys[index]) }
        return bytes
    }

    init(_ kind: Kind, body: [UInt8], keys: KeyArray = KeyArray()) {
        let padded = body + [UInt8](repeating: 0, count: (8 - body.count % 8) % 8)
        var header = Self.magic
        header.appendInteger(Self.schema)
        header.appendInteger(kind.rawValue)
        header.appendInteger(UInt64(Self.fixedLength + padded.count))
        header.appendInteger(UInt64(keys.count))
        header.appendInteger(Self.checksum(kind.rawValue, padded, keys))
        self.header = header + padded
        self.keys = keys
    }

    /// How long the header is and how many keys follow, told by its first ``fixedLength`` bytes.
    ///
    /// - Throws: ``ProfileEncodingError`` if they are not those of a profile of this schema.
    public static func lengths(_ start: [UInt8]) throws(ProfileEncodingError) -> (header: Int, keys: Int) {
        var reader = ByteReader(start)
        guard try reader.bytes(magic.count) == magic else { throw .notAProfile }
        let schema: UInt32 = try reader.integer()
        guard schema == Self.schema else { throw .otherSchema(found: schema, expected: Self.schema) }
        let _: UInt32 = try reader.integer()
        let length: UInt64 = try reader.integer()
        let count: UInt64 = try reader.integer()
        guard length >= fixedLength, length % 8 == 0, length < 1 << 48, count < 1 << 48 else {
            throw .corrupt("impossible lengths")
        }
        return (Int(length), Int(count))
    }

    /// Takes the parts of a profile as they were read.
    ///
    /// - Throws: ``ProfileEncodingError`` unless they are whole and unchanged.
    public init(header: [UInt8], keys: KeyArray) throws(ProfileEncodingError) {
        let lengths = try Self.lengths(header)
        guard header.count == lengths.header, keys.count == lengths.keys else { throw .corrupt("it is cut off") }
        var reader = ByteReader(header)
        _ = try reader.bytes(Self.magic.count + 4)
        let kind: UInt32 = try reader.integer()
        _ = try reader.bytes(16)
        let checksum: UInt64 = try reader.integer()
        guard checksum == Self.checksum(kind, Array(header[Self.fixedLength...]), keys) else {
            throw .corrupt("its checksum differs")
        }
        self.header = header
        self.keys = keys
    }

    /// Takes a profile as it stands in a file.
    ///
    /// - Throws: ``ProfileEncodingError``
    public init(bytes: [UInt8]) throws(ProfileEncodingError) {
        let lengths = try Self.lengths(bytes)
        guard bytes.count == lengths.header + lengths.keys * 8 else { throw .corrupt("it is cut off") }
        var reader = ByteReader(bytes)
        _ = try reader.bytes(lengths.header)
        var keys = KeyArray(capacity: lengths.keys)
        for _ in 0..<lengths.keys { keys.append(try reader.integer()) }
        try self.init(header: Array(bytes[..<lengths.header]), keys: keys)
    }

    /// The kind and the body.
    func content() throws(ProfileEncodingError) -> (kind: Kind, body: ByteReader) {
        var reader = ByteReader(header)
        _ = try reader.bytes(Self.magic.count + 4)
        let code: UInt32 = try reader.integer()
        guard let kind = Kind(rawValue: code) else { throw .otherKind(found: code) }
        _ = try reader.bytes(Self.fixedLength - Self.magic.count - 8)
        return (kind, reader)
    }

    /// Not secret, only against damage: multiplied and folded, word by word.
    private static func checksum(_ kind: UInt32, _ body: [UInt8], _ keys: KeyArray) -> UInt64 {
        var sum = ByteHash.of(body.span, seed: UInt64(schema) << 32 | UInt64(kind))
        for start in stride(from: 0, to: keys.count, by: KeyArray.blockLength) {
            let places = start..<min(start + KeyArray.blockLength, keys.count)
            let span = keys.span
            for index in places { sum = ByteHash.mix(sum, span[index]) }
            keys.releasePages(places)
        }
        return sum
    }
}
