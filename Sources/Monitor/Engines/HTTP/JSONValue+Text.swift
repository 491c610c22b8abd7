extension JSONValue {
    /// Text as one of the JSON types that are allowed, or as text where none is named; nil if it is none of them.
    ///
    /// Values that come out of an alert are never parsed to an array or an object, which an engine might interpret.
    init?(_ text: String, as types: Set<String>) {
        if types.isEmpty || types.contains("string") {
            self = .string(text)
        } else if types.contains("integer"), let value = Int(text) {
            self = .integer(value)
        } else if types.contains("number"), let value = Double(text), value.isFinite {
            self = .number(value)
        } else if types.contains("boolean"), let value = Bool(text) {
            self = .boolean(value)
        } else {
            return nil
        }
    }
}
