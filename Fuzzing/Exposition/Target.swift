import FuzzDriver
import Checks

@testable import Monitor

/// Any text as the value of a label, any bits as the value of a sample: a page of whole lines in each text format.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let value = Double(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    let text = String(decoding: bytes.dropFirst(8), as: UTF8.self)
    let measurement = Checks.Measurement(ExporterMetric.omittedColumns, [text], value)
    for format in ExpositionFormat.allCases {
        let page = MetricsPage([measurement]).bytes(as: format)
        guard format != .protobuf else { continue }
        let ends = page.count { $0 == UInt8(ascii: "\n") }
        precondition(page.last == UInt8(ascii: "\n") && ends == (format == .openMetrics ? 4 : 3), "a broken page")
    }
    _ = AcceptHeader(text).clauses.map(\.quality)
    return 0
}
