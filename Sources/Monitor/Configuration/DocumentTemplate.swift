import Yams

/// A JSON document from the configuration; only text can refer to what an alert holds, which therefore stays text.
indirect enum DocumentTemplate: Sendable, Equatable {
    case null
    case value(ParameterTemplate)
    /// The whole text is a reference such as `{{ parameters.value }}`.
    case parameter(String)
    case array([DocumentTemplate])
    case object([String: DocumentTemplate])

    /// The document for a request.
    func json(_ request: RetrainingRequest) -> JSONValue {
        switch self {
        case .null: .null
        case .value(let template): template.value(request.labels) ?? .null
        case .parameter(let name): .string(request.parameters[name] ?? "")
        case .array(let items): .array(items.map { $0.json(request) })
        case .object(let members): .object(members.mapValues { $0.json(request) })
        }
    }

    /// Notes each reference that cannot be followed.
    func check(in mapping: ConfigurationMapping, at key: String) {
        switch self {
        case .null: break
        case .value(let template): template.check(in: mapping, at: key)
        case .parameter(let name):
            if !RetrainingRequest.parameterNames.contains(name) {
                let known = RetrainingRequest.parameterNames.sorted().joined(separator: ", ")
                mapping.reject(key, "refers to parameters.\(name), which is none of \(known)")
            }
        case .array(let items): for item in items { item.check(in: mapping, at: key) }
        case .object(let members): for member in members.values { member.check(in: mapping, at: key) }
        }
    }
}

extension DocumentTemplate: ConfigurationValue {
    static let expectation = "a mapping, a list or a value"
    static let placeholder = DocumentTemplate.null

    init?(configuration node: Node) {
        if let mapping = node.mapping {
            let members = mapping.map { ($0.key.scalar?.string, DocumentTemplate(configuration: $0.value)) }
            var result: [String: DocumentTemplate] = [:]
            for case (let key?, let value?) in members { result[key] = value }
            guard result.count == members.count else { return nil }
            self = .object(result)
        } else if let sequence = node.sequence {
            let items = sequence.compactMap { DocumentTemplate(configuration: $0) }
            guard items.count == sequence.count else { return nil }
            self = .array(items)
        } else if node.tag.description == Tag.Name.null.rawValue {
            self = .null
        } else if let name = node.scalar?.string.wholeMatch(of: /\{\{ *parameters\.(\w+) *\}\}/)?.1 {
            self = .parameter(String(name))
        } else {
            guard let template = ParameterTemplate(configuration: node) else { return nil }
            self = .value(template)
        }
    }
}
