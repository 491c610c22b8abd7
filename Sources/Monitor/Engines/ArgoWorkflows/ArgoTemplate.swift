/// Keeps text out of an alert from being read as a template by Argo.
enum ArgoTemplate {
    /// Argo puts values in the place of `{{…}}` also inside a parameter; apart, the braces mean nothing.
    static func inert(_ text: String) -> String {
        var result = text
        while result.contains("{{") { result = result.replacing("{{", with: "{ {") }
        return result
    }
}
