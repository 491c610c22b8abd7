/// The samples of a page in a text format, read by the rules of the format and nothing else.
struct ParsedPage {
    struct Sample: Hashable {
        let name: String
        /// Names and values as bytes: to Swift two spellings of one letter are equal.
        let labels: [[UInt8]]
        let value: UInt64
    }

    private(set) var samples: [Sample] = []

    /// nil where a line breaks a rule.
    init?(_ page: [UInt8]) {
        guard page.last == UInt8(ascii: "\n") else { return nil }
        for line in page.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            var reader = Reader(rest: line)
            guard let sample = reader.sample() else { return nil }
            samples.append(sample)
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func sample() -> Sample? {
            let name = take { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: " ") }
            var labels: [[UInt8]] = []
            if take("{") {
                repeat {
                    let label = take { $0 != UInt8(ascii: "=") }
                    guard take("="), take("\""), let value = quoted() else { return nil }
                    labels += [Array(label), value]
                } while take(",")
                guard take("}") else { return nil }
            }
            guard take(" ") else { return nil }
            let text = String(decoding: rest, as: UTF8.self)
            guard let value = Double(text == "+Inf" ? "inf" : text == "-Inf" ? "-inf" : text) else { return nil }
            return Sample(name: String(decoding: name, as: UTF8.self), labels: labels, value: value.bitPattern)
        }

        private mutating func quoted() -> [UInt8]? {
            var value: [UInt8] = []
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "\"") { return value }
                guard byte == UInt8(ascii: "\\") else {
                    value.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "\\"): value.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "\""): value.append(UInt8(ascii: "\""))
                default: return nil
                }
            }
            return nil
        }

        private mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
            let taken = rest.prefix(while: condition)
            rest = rest[taken.endIndex...]
            return taken
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }
    }
}
