import Testing

@testable import Statistics

struct ColumnTypeTests {
    @Test(
        arguments: [
            ("n", .null), ("b", .boolean), ("c", .int8), ("C", .uint8), ("s", .int16), ("S", .uint16), ("i", .int32),
            ("I", .uint32), ("l", .int64), ("L", .uint64), ("e", .float16), ("f", .float32), ("g", .float64),
            ("u", .utf8), ("U", .largeUTF8), ("vu", .utf8View), ("tdD", .date(.days)), ("tdm", .date(.milliseconds)),
            ("tss:", .timestamp(.seconds, zone: "")), ("tsm:UTC", .timestamp(.milliseconds, zone: "UTC")),
            ("tsu:Europe/Berlin", .timestamp(.microseconds, zone: "Europe/Berlin")),
            ("tsn:+01:00", .timestamp(.nanoseconds, zone: "+01:00")),
            ("d:19,10", .decimal(bitWidth: 128, scale: 10)), ("d:9,2,32", .decimal(bitWidth: 32, scale: 2)),
            ("d:40,-3,256", .decimal(bitWidth: 256, scale: -3)),
        ] as [(String, ColumnType)])
    func `a format string of Arrow is a type`(format: String, type: ColumnType) {
        #expect(ColumnType(arrowFormat: format) == type)
        #expect(type.unsupportedReason == nil)
    }

    /// The last ones are damaged: a scale of two thousand million took as many multiplications for each batch.
    @Test(
        arguments: [
            "+l", "+L", "+s", "+m", "+ud:0", "+r", "+vl", "+w:3", "z", "Z", "vz", "w:4", "tts", "ttn", "tDs", "tiM",
            "", "x", "d:", "d:9", "d:9,2,17", "ts", "tsx:", "d:9,2000000000", "d:9,-2000000000,256",
        ])
    func `what no check can use has a reason`(format: String) {
        #expect(ColumnType(arrowFormat: format).unsupportedReason?.isEmpty == false)
        let dictionary = ColumnType.dictionary(index: .int8, values: ColumnType(arrowFormat: format))
        #expect(dictionary.unsupportedReason?.isEmpty == false)
    }
}
