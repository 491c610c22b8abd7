import Foundation
import Transfers

/// One page of a listing of a bucket (`ListObjectsV2`).
struct S3Listing {
    private(set) var objects: [S3Object] = []
    /// What asks for the next page; nil on the last.
    let continuation: String?

    /// Nil if the answer is none.
    init?(_ data: Data) {
        guard let elements = XMLElements(data), elements.leaves.first?.path.first == "ListBucketResult" else {
            return nil
        }
        let isEncoded = elements.first("EncodingType") == "url"
        let isTruncated = elements.first("IsTruncated") == "true"
        continuation = isTruncated ? elements.first("NextContinuationToken") : nil
        var fields: [String: String] = [:]
        for leaf in elements.leaves where leaf.path.dropFirst().first == "Contents" {
            guard leaf.path.count == 3, let name = leaf.path.last else { continue }
            if name == "Key" { add(fields, isEncoded: isEncoded) }
            fields = name == "Key" ? [name: leaf.text] : fields.merging([name: leaf.text]) { $1 }
        }
        add(fields, isEncoded: isEncoded)
    }

    private mutating func add(_ fields: [String: String], isEncoded: Bool) {
        guard let text = fields["Key"], let size = fields["Size"].flatMap({ Int($0) }) else { return }
        // A plus is how forms write a space.
        let key = isEncoded ? text.replacing("+", with: " ").removingPercentEncoding ?? text : text
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let modified = fields["LastModified"].flatMap {
            (try? format.parse($0)) ?? (try? Date.ISO8601FormatStyle().parse($0))
        }
        objects.append(S3Object(key: key, tag: S3Object.tag(fields["ETag"]), size: size, modified: modified))
    }
}
