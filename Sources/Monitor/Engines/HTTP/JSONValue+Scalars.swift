extension JSONValue {
    /// The members of an object that are text, numbers or truth values, as text; empty if this is no object.
    var scalars: [String: String] {
        (object ?? [:]).compactMapValues { value in
            switch value {
            case .string(let text): text
            case .integer(let number): "\(number)"
            case .number(let number): "\(number)"
            case .boolean(let value): "\(value)"
            case .null, .array, .object: nil
            }
        }
    }
}
