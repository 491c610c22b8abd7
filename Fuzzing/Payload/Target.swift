import FuzzDriver
import Foundation

@testable import Monitor

/// Any bytes as the body of a webhook: alerts with an identity, or a reason why not.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let body = unsafe Data(UnsafeBufferPointer(start: start, count: count))
    do {
        let payload = try PayloadLimits().decode(body)
        for alert in payload.alerts { precondition(!alert.fingerprint.isEmpty, "an alert without identity") }
    } catch {
        precondition(!"\(error)".isEmpty, "a refusal without a reason")
    }
    return 0
}
