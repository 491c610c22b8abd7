/// Lays JSON out for people, without changing a character of its texts and numbers.
enum JSONLayout {
    /// The text with a line for each value; what is no JSON comes out in some other layout, and unharmed.
    static func indented(_ text: String) -> String {
        var result: [UInt8] = []
        var level = 0
        var isInString = false
        var isEscaped = false
        for byte in text.utf8 {
            if isInString {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level += 1
                result.append(byte)
                breakLine(&result, level)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                breakLine(&result, level)
                result.append(byte)
            case UInt8(ascii: ","):
                result.append(byte)
                breakLine(&result, level)
            case UInt8(ascii: ":"): result += [byte, UInt8(ascii: " ")]
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
            default:
                isInString = byte == UInt8(ascii: "\"")
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func breakLine(_ result: inout [UInt8], _ level: Int) {
        result.append(UInt8(ascii: "\n"))
        result += repeatElement(UInt8(ascii: " "), count: 2 * min(max(level, 0), 32))
    }
}
