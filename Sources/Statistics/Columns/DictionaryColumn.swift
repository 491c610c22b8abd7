/// A column of indices into a list of distinct values.
public struct DictionaryColumn: Sendable {
    /// The indices as they are stored.
    public enum Indices: Sendable {
        case int8(PrimitiveColumn<Int8>), int16(PrimitiveColumn<Int16>)
        case int32(PrimitiveColumn<Int32>), int64(PrimitiveColumn<Int64>)
        case uint8(PrimitiveColumn<UInt8>), uint16(PrimitiveColumn<UInt16>)
        case uint32(PrimitiveColumn<UInt32>), uint64(PrimitiveColumn<UInt64>)
    }

    /// One index per row.
    public let indices: Indices
    /// The values that the indices point to.
    public let values: Column
    /// The number of entries of the dictionary.
    public let valueCount: Int

    init(_ slice: ArrowSlice, index: ColumnType, values type: ColumnType) throws(ColumnError) {
        indices =
            switch index {
            case .int8: .int8(try PrimitiveColumn(slice))
            case .int16: .int16(try PrimitiveColumn(slice))
            case .int32: .int32(try PrimitiveColumn(slice))
            case .int64: .int64(try PrimitiveColumn(slice))
            case .uint8: .uint8(try PrimitiveColumn(slice))
            case .uint16: .uint16(try PrimitiveColumn(slice))
            case .uint32: .uint32(try PrimitiveColumn(slice))
            case .uint64: .uint64(try PrimitiveColumn(slice))
            default: throw .layout("a dictionary indexed by \(index)")
            }
        let dictionary = try slice.dictionary()
        valueCount = dictionary.count
        values = try Column(dictionary, type: type)
    }
}
