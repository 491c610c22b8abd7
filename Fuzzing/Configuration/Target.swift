import FuzzDriver

@testable import Monitor

/// Any text as `modelwatch.yml`: it is read, or every mistake is told.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
        _ = try Configuration(ConfigurationDocument(text: text, file: "/nowhere/modelwatch.yml"))
    } catch {
        precondition(!error.errors.isEmpty && !"\(error)".isEmpty, "a refusal without a reason")
    }
    return 0
}
