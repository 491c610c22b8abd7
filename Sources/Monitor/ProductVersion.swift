/// The version of the product, as `--version`, pages and metrics show it.
public enum ProductVersion {
    /// Semantic version.
    public static let current = "0.1.0"
}
