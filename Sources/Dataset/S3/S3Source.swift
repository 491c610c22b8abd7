import Foundation

/// Objects of a bucket of Amazon S3 or of a store that is compatible: one, those that fit a glob, or all below a prefix.
public struct S3Source: RemoteSource, Hashable {
    /// The bucket's name.
    public let bucket: String
    /// A key, a glob of keys, or a prefix that ends with a slash or stands before one.
    public let key: String
    /// Where and as whom to ask.
    public let access: S3Access

    /// Names the objects.
    public init(bucket: String, key: String, access: S3Access = S3Access()) {
        self.bucket = bucket
        self.key = key
        self.access = access
    }

    /// Reads `s3://bucket/key`; nil for anything else.
    public init?(url: String, access: S3Access = S3Access()) {
        guard url.hasPrefix("s3://") else { return nil }
        let parts = url.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bucket = parts.first, !bucket.isEmpty else { return nil }
        self.init(bucket: String(bucket), key: parts.count > 1 ? String(parts[1]) : "", access: access)
    }

    var description: String { "s3://\(bucket)/\(key)" }

    /// What stands before the first name that is not written out.
    var folder: String {
        let pattern = FilePattern(key)
        return pattern.isLiteral ? key : pattern.base
    }

    func fetch(after known: RemoteCopy?, with fetching: Fetching) throws(DatasetError) -> RemoteCopy {
        let client = try S3Client(bucket: bucket, access: access, fetching: fetching)
        if !key.isEmpty, !key.hasSuffix("/"), FilePattern(key).isLiteral,
            let copy = try fetchObject(client, known, fetching)
        {
            return copy
        }
        let all = try objects(client)
        guard !all.isEmpty else {
            throw fetching.failure("no object of bucket \"\(bucket)\" has this key, or fits it, or is below it")
        }
        let kept = KeptNames(all.map(\.key), below: folder, window: fetching.window, now: fetching.now)
        let names = Set(kept.names)
        let objects = all.filter { names.contains($0.key) }
        let size = objects.reduce(0) { $0 + $1.size }
        if size > fetching.maximumBytes { throw .tooLarge(path: description, limit: fetching.maximumBytes) }
        var copy = try fetch(objects, client, known, fetching)
        if fetching.window != nil { copy.listed = all.map(\.key) }
        copy.folders = kept.folders
        return copy
    }

    /// The one object of this key; nil if there is none.
    private func fetchObject(
        _ client: S3Client, _ known: RemoteCopy?, _ fetching: Fetching
    ) throws(DatasetError) -> RemoteCopy? {
        let file = try fetching.file()
        let earlier = known.flatMap { $0.parts.count == 1 && $0.parts[0].name == key ? $0 : nil }
        switch try client.get(key, into: file, unless: earlier?.parts[0].tag) {
        case .missing: return nil
        case .unchanged: return earlier
        case .fetched(let tag, let modified):
            return copy([.init(name: key, tag: tag, file: file)], newest: modified)
        }
    }

    /// Those that the key stands for, in ascending order, without what is hidden.
    private func objects(_ client: S3Client) throws(DatasetError) -> [S3Object] {
        guard !FilePattern(key).isLiteral else {
            let prefix = key.isEmpty || key.hasSuffix("/") ? key : key + "/"
            return try client.objects(below: prefix).filter { object in
                !object.key.dropFirst(prefix.count).split(separator: "/").contains {
                    $0.hasPrefix(".") || $0.hasPrefix("_")
                }
            }
        }
        let pattern = FilePattern(key)
        return try client.objects(below: String(key.prefix { !"*?[".contains($0) })).filter { pattern.fits($0.key) }
    }

    private func fetch(
        _ objects: [S3Object], _ client: S3Client, _ known: RemoteCopy?, _ fetching: Fetching
    ) throws(DatasetError) -> RemoteCopy {
        let earlier = Dictionary((known?.parts ?? []).map { ($0.name, $0) }) { first, _ in first }
        var parts: [RemoteCopy.Part] = []
        for object in objects {
            if let part = earlier[object.key], part.tag == object.tag {
                parts.append(part)
                continue
            }
            let file = try fetching.file()
            // Between the listing and now it may have been replaced or removed.
            guard case .fetched(object.tag, _) = try client.get(object.key, into: file, unless: nil) else {
                throw .changedWhileRead("s3://\(bucket)/\(object.key)")
            }
            parts.append(.init(name: object.key, tag: object.tag, file: file))
        }
        return copy(parts, newest: objects.compactMap(\.modified).max())
    }

    private func copy(_ parts: [RemoteCopy.Part], newest: Date?) -> RemoteCopy {
        let lines = parts.map { "s3://\(bucket)/\($0.name)\t\($0.tag)" }
        let isPattern = !FilePattern(key).isLiteral
        let isFolder = !isPattern && !(parts.count == 1 && parts[0].name == key)
        return RemoteCopy(
            parts: parts, identity: DatasetIdentity(text: lines.joined(separator: "\n"), newestModification: newest),
            partitionBase: isFolder ? (key.hasSuffix("/") ? String(key.dropLast()) : key) : nil)
    }
}
