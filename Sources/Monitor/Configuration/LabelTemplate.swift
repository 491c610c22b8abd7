/// Text with references to labels, such as `{{ labels.model }}`.
///
/// The values of labels are data: they are put in as they are and never read as a template again.
public struct LabelTemplate: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case text(String)
        case label(String)
    }

    private let parts: [Part]

    /// Parses the text; throws ``LabelTemplateError`` at a reference to anything but a label.
    init(_ text: String) throws(LabelTemplateError) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { throw .unclosed(text) }
            let inside = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            let name = inside.dropFirst("labels.".count)
            guard inside.hasPrefix("labels."), LabelMatcher.isLabelName(name[...]) else {
                throw .unknownReference(inside)
            }
            parts.append(.text(String(rest[..<open.lowerBound])))
            parts.append(.label(String(name)))
            rest = rest[close.upperBound...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts.filter { $0 != .text("") }
    }

    /// Takes the text as it is.
    init(verbatim text: String) {
        parts = [.text(text)]
    }

    /// The labels that are referred to.
    var references: Set<String> {
        Set(parts.compactMap { if case .label(let name) = $0 { name } else { nil } })
    }

    /// The text for a set of labels; a label that is absent is empty.
    func rendered(_ labels: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .label(let name): labels[name] ?? ""
            }
        }
        .joined()
    }
}
