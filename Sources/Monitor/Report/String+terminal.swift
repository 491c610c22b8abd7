extension String {
    /// The text with everything written out that a terminal would obey rather than show: control characters, ends of
    /// lines, and characters that reverse or hide others.
    var printable: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.isObeyed: result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text if it is no wider than so many cells of a terminal, else its beginning and its end: names of columns
    /// tend to differ at either.
    func shortened(to width: Int) -> String {
        guard utf8.count > width, displayWidth > width else { return self }
        let end = Self.fitting(reversed(), width: (width - 1) / 2)
        let start = Self.fitting(self, width: width - 1 - end.reduce(0) { $0 + $1.displayWidth })
        return String(start) + "…" + String(end.reversed())
    }

    /// How many cells of a terminal the text takes.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    private static func fitting(_ characters: some Sequence<Character>, width: Int) -> [Character] {
        var rest = width
        return characters.prefix { character in
            rest -= character.displayWidth
            return rest >= 0
        }
    }
}

extension Character {
    /// Two cells for East Asian characters and pictures, none for marks without a base, else one.
    var displayWidth: Int {
        guard let first = unicodeScalars.first, !isASCII else { return 1 }
        if first.isWide || unicodeScalars.contains("\u{FE0F}") { return 2 }
        return [.nonspacingMark, .enclosingMark].contains(first.properties.generalCategory) ? 0 : 1
    }
}

extension Unicode.Scalar {
    /// Controls, separators of lines, and formats such as direction marks, but for the joiners that scripts need.
    var isObeyed: Bool {
        if isASCII { return value < 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return true
        case .format: return self != "\u{200C}" && self != "\u{200D}"
        default: return false
        }
    }

    /// How JSON writes it by its number.
    var jsonEscape: String {
        String(self).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        .joined()
    }

    /// East Asian Width W or F of Unicode, by blocks, and what is shown as a picture.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: properties.isEmojiPresentation
        }
    }
}
