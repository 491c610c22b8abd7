import Foundation

/// What a delivery may hold at most, so that one sender cannot exhaust the bridge.
struct PayloadLimits: Sendable {
    /// Bytes of the body; 8 MiB, which is a storm of about 13,000 alerts.
    var bytes = 8 << 20
    /// Alerts in one delivery.
    var alerts = 10_000
    /// How deep objects and lists may be nested.
    var depth = 32

    /// Decodes a body that keeps to the limits.
    func decode(_ body: Data) throws(PayloadError) -> WebhookPayload {
        guard body.count <= bytes else { throw .tooLarge(limit: bytes) }
        guard nesting(of: body) <= depth else { throw .tooDeep(limit: depth) }
        let payload: WebhookPayload
        do {
            payload = try JSONDecoder().decode(WebhookPayload.self, from: body)
        } catch {
            throw .malformed
        }
        let count = payload.alerts.count + payload.malformed
        guard count <= alerts else { throw .tooManyAlerts(count, limit: alerts) }
        return payload
    }

    /// The deepest nesting of brackets outside strings.
    private func nesting(of body: Data) -> Int {
        var level = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in Array(body) {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): level += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): level -= 1
            default: continue
            }
            deepest = max(deepest, level)
        }
        return deepest
    }
}
