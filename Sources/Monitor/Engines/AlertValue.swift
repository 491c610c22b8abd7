/// Finds the measured value of an alert.
enum AlertValue {
    /// The annotation `value`, or else what the sender measured, or else the first number of the description; empty if
    /// there is none of them.
    static func text(_ annotations: [String: String], measured: Double? = nil) -> String {
        if let value = annotations["value"] { return value }
        if let measured { return "\(measured)" }
        return firstNumber(in: annotations["description"] ?? "") ?? ""
    }

    /// The first decimal number that does not belong to a word such as `F1` or `mfcc_1`.
    static func firstNumber(in text: String) -> String? {
        text.split(whereSeparator: { $0.isWhitespace || ",;:()=<>%".contains($0) })
            .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
            .first { Double($0)?.isFinite == true }
            .map(String.init)
    }
}
