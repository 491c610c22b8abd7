/// Makes the value of a label of Google's cloud out of any text.
enum GoogleLabel {
    /// The text with everything but lower-case ASCII letters, digits, `-` and `_` replaced, 63 characters at most.
    static func value(_ text: String) -> String { KubernetesLabel.value(text).lowercased().replacing(".", with: "_") }
}
