import Mustache

/// Escapes what is put into a page, scalar by scalar.
///
/// The library goes by characters as people see them: to it a quote with an accent on top is no quote, to a browser it is.
struct PageEscaping: MustacheContentType {
    /// The name of this way to escape in templates.
    static let name = {
        MustacheContentTypes.register(PageEscaping(), named: "PAGE")
        return "PAGE"
    }()

    func escapeText(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
