/// Writes the fields of a protocol buffer message: https://protobuf.dev/programming-guides/encoding/.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ field: Int, _ text: String) {
        writeKey(field, wireType: 2)
        writeVarint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ field: Int, _ number: Double) {
        writeKey(field, wireType: 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
        }
    }

    /// An unsigned number or a value of an enumeration.
    mutating func write(_ field: Int, _ number: UInt64) {
        writeKey(field, wireType: 0)
        writeVarint(number)
    }

    /// A number of the types `sint32` and `sint64`.
    mutating func writeSigned(_ field: Int, _ number: Int) {
        let wide = Int64(number)
        write(field, UInt64(bitPattern: (wide << 1) ^ (wide >> 63)))
    }

    mutating func write(_ field: Int, _ body: (inout ProtobufMessage) -> Void) {
        var message = ProtobufMessage()
        body(&message)
        writeKey(field, wireType: 2)
        writeVarint(UInt64(message.bytes.count))
        bytes.append(contentsOf: message.bytes)
    }

    mutating func writeVarint(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func writeKey(_ field: Int, wireType: UInt64) {
        writeVarint(UInt64(field) << 3 | wireType)
    }
}
