/// Makes the value of a Kubernetes label out of any text.
enum KubernetesLabel {
    /// Kubernetes takes no longer values.
    static let limit = 63

    /// The text with everything but ASCII letters, digits, `-`, `_` and `.` replaced, which also neither begins nor ends it.
    static func value(_ text: String) -> String {
        let allowed = text.map { isAlphanumeric($0) || "-_.".contains($0) ? $0 : "_" }
        let begun = allowed.drop { "-_.".contains($0) }.prefix(limit)
        let end = begun.lastIndex { !"-_.".contains($0) }.map { begun.index(after: $0) } ?? begun.startIndex
        return String(begun[..<end])
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
