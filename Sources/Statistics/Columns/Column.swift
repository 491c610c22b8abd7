/// The values of one column of a batch, viewed in place. One switch per column, never per row.
public indirect enum Column: Sendable {
    /// A column without any value.
    case null(count: Int)
    case boolean(BooleanColumn)
    case int8(PrimitiveColumn<Int8>), int16(PrimitiveColumn<Int16>)
    case int32(PrimitiveColumn<Int32>), int64(PrimitiveColumn<Int64>)
    case uint8(PrimitiveColumn<UInt8>), uint16(PrimitiveColumn<UInt16>)
    case uint32(PrimitiveColumn<UInt32>), uint64(PrimitiveColumn<UInt64>)
    /// IEEE 754 half precision, as its bits: not every platform has a type for it.
    case float16(PrimitiveColumn<UInt16>)
    case float32(PrimitiveColumn<Float>), float64(PrimitiveColumn<Double>)
    case decimal(DecimalColumn)
    case text(TextColumn)
    /// Ticks since 1970-01-01.
    case time32(PrimitiveColumn<Int32>, ColumnType.TimeUnit), time64(PrimitiveColumn<Int64>, ColumnType.TimeUnit)
    case dictionary(DictionaryColumn)

    init(_ slice: ArrowSlice, type: ColumnType) throws(ColumnError) {
        self =
            switch type {
            case .null: .null(count: slice.count)
            case .boolean: .boolean(try BooleanColumn(slice))
            case .int8: .int8(try PrimitiveColumn(slice))
            case .int16: .int16(try PrimitiveColumn(slice))
            case .int32: .int32(try PrimitiveColumn(slice))
            case .int64: .int64(try PrimitiveColumn(slice))
            case .uint8: .uint8(try PrimitiveColumn(slice))
            case .uint16: .uint16(try PrimitiveColumn(slice))
            case .uint32: .uint32(try PrimitiveColumn(slice))
            case .uint64: .uint64(try PrimitiveColumn(slice))
            case .float16: .float16(try PrimitiveColumn(slice))
            case .float32: .float32(try PrimitiveColumn(slice))
            case .float64: .float64(try PrimitiveColumn(slice))
            case .decimal(let width, let scale): .decimal(try DecimalColumn(slice, bitWidth: width, scale: scale))
            case .utf8, .largeUTF8, .utf8View: .text(try TextColumn(slice, type: type))
            case .date(.days): .time32(try PrimitiveColumn(slice), .days)
            case .date(let unit), .timestamp(let unit, _): .time64(try PrimitiveColumn(slice), unit)
            case .dictionary(let index, let values):
                .dictionary(try DictionaryColumn(slice, index: index, values: values))
            case .unsupported(let reason): throw .unsupported(reason)
            }
    }
}
