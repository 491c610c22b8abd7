/// Which characters words consist of, and their lower case: those of Python's `\w` and `str.lower()`, by which
/// scikit-learn cuts texts. Letters, everything with a numeric value, and the underscore; not combining marks.
enum WordCharacters {
    /// In place of a lower case: the character belongs to no word.
    static let none: UInt32 = 0
    /// In place of a lower case: it is more than one character, or depends on the neighbours.
    static let special: UInt32 = 1
    /// Its lower case is an i, which ends the word: the dot above that follows is a combining mark.
    static let dottedCapitalI: UInt32 = 0x130
    /// Its lower case is another one at the end of a word.
    static let capitalSigma: UInt32 = 0x3A3

    /// The lower case of each character of the basic plane.
    static let basic: [UInt16] = (0...UInt16.max).map { UInt16(truncatingIfNeeded: lowercase(UInt32($0))) }

    /// The lower case of a character, or ``none``, or ``special``.
    static func lowercase(_ code: UInt32) -> UInt32 {
        if code == dottedCapitalI || code == capitalSigma { return special }
        guard let scalar = Unicode.Scalar(code) else { return none }
        let lower = scalar.properties.changesWhenLowercased ? first(scalar.properties.lowercaseMapping) : scalar
        return isWord(lower) ? lower.value : none
    }

    private static func first(_ mapping: String) -> Unicode.Scalar { mapping.unicodeScalars.first ?? "\0" }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: scalar == "_" || scalar.properties.numericType != nil
        }
    }
}
