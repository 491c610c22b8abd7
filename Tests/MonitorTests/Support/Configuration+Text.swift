@testable import Monitor

extension Configuration {
    /// Reads configuration from the text of a test.
    init(text: String, file: String = "/nowhere/modelwatch.yml") throws {
        try self.init(ConfigurationDocument(text: text, file: file))
    }
}
