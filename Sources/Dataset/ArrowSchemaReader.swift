import CArrow
import Statistics

/// Reads the schema of a struct type, as Arrow streams and data sets export it.
enum ArrowSchemaReader {
    /// The columns, and the release of the schema.
    static func columns(consuming schema: inout ArrowSchema) -> [ColumnDescription] {
        defer { if let release = unsafe schema.release { unsafe release(&schema) } }
        return unsafe (0..<Int(schema.n_children)).compactMap { index in
            guard let child = unsafe schema.children?[index] else { return nil }
            let name = unsafe child.pointee.name.map { unsafe String(cString: $0) } ?? ""
            return unsafe ColumnDescription(name: name, type: type(of: child))
        }
    }

    @unsafe
    private static func type(of schema: UnsafePointer<ArrowSchema>) -> ColumnType {
        let type = unsafe ColumnType(arrowFormat: String(cString: schema.pointee.format))
        guard let dictionary = unsafe schema.pointee.dictionary else { return type }
        return unsafe .dictionary(index: type, values: Self.type(of: dictionary))
    }
}
