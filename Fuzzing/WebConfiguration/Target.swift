import FuzzDriver
import Foundation

@testable import Monitor

/// Any text as a web configuration file: it is read, or every mistake is told.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let path = "/dev/shm/modelwatch-fuzz-\(getpid()).yml"
    do {
        try unsafe Data(UnsafeBufferPointer(start: start, count: count)).write(to: URL(filePath: path))
        _ = try WebConfiguration(file: path)
    } catch let error as InvalidConfiguration {
        precondition(!error.errors.isEmpty && !"\(error)".isEmpty, "a refusal without a reason")
    } catch {
        precondition(!"\(error)".isEmpty, "a refusal without a reason")
    }
    return 0
}
