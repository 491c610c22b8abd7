import Foundation

/// Content that is no table, which is worth a word of its own: what servers and people put in place of data.
enum ForeignContent {
    /// What the content is and what to do, where its first bytes show that it is something else than data.
    static func reason(_ head: [UInt8]) -> String? {
        if head.starts(with: Array("FEA1".utf8)) {
            return "it is in Feather version 1: write version 2 (the Arrow IPC file format)"
        }
        if head.starts(with: Array("PK".utf8)) { return "it is a ZIP archive: unpack it" }
        if head.starts(with: Array("version https://git-lfs".utf8)) {
            return "it is a pointer of Git LFS, not the file: fetch the file"
        }
        let text = head.drop { $0 <= 0x20 }
        let start = String(decoding: text.prefix(16), as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            return "it is an HTML page\(title(of: text)), perhaps of a login or an error, not data"
        }
        if start.hasPrefix("<?xml") { return "it is an XML document, perhaps an error, not data" }
        return nil
    }

    private static func title(of page: ArraySlice<UInt8>) -> String {
        let text = String(decoding: page, as: UTF8.self)
        guard let start = text.range(of: "<title>", options: .caseInsensitive),
            let end = text[start.upperBound...].firstIndex(of: "<")
        else { return "" }
        let title = text[start.upperBound..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return " titled \"\(title.prefix(80))\""
    }
}
