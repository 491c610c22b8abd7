extension JSONValue {
    /// Members of an object as text; what is absent is empty.
    func texts(_ names: String...) -> [String] {
        names.map { name in
            switch self[name] {
            case .string(let text)?: text
            case .integer(let number)?: "\(number)"
            default: ""
            }
        }
    }
}

extension JSONValue? {
    /// Labels in one line, the name of the alert first.
    var labelText: String {
        let labels = self?.object ?? [:]
        let name = labels["alertname"]?.string ?? ""
        let others = labels.filter { $0.key != "alertname" }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\($0.value.string ?? "")\"" }
        return ([name] + others).joined(separator: " ")
    }
}
