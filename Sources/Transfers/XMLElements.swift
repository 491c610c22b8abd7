package import Foundation

#if canImport(FoundationXML)
    package import FoundationXML
#endif

/// The texts of an XML document with the names of the elements around each, which is all that the answers of Amazon's services need.
package final class XMLElements: NSObject, XMLParserDelegate {
    /// An element without elements within.
    package struct Leaf {
        /// From the root.
        package let path: [String]
        package let text: String
    }

    package private(set) var leaves: [Leaf] = []
    private var path: [String] = []
    private var text = ""
    private var isLeaf = false

    /// Nil if the data are no XML.
    package init?(_ data: Data) {
        super.init()
        let parser = XMLParser(data: data)
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    /// The text of the first element of a name.
    package func first(_ name: String) -> String? { leaves.first { $0.path.last == name }?.text }

    package func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        path.append(name)
        text = ""
        isLeaf = true
    }

    package func parser(_ parser: XMLParser, foundCharacters characters: String) {
        text += characters
    }

    package func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
    {
        if isLeaf { leaves.append(Leaf(path: path, text: text)) }
        isLeaf = false
        path.removeLast()
    }
}
