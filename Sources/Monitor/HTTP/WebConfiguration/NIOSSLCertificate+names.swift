import NIOCore
import NIOSSL

extension NIOSSLCertificate {
    /// The alternative names as exporter-toolkit compares them: DNS names, e-mail addresses and URIs as they are, IP
    /// addresses in their usual text.
    var alternativeNames: Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        for name in _subjectAlternativeNames() {
            let bytes = unsafe name.contents.withUnsafeBufferPointer { unsafe Array($0) }
            switch name.nameType {
            case .dnsName, .email, .uri: names.insert(bytes)
            case .ipAddress:
                let address = try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0)
                if let text = address?.ipAddress { names.insert(Array(text.utf8)) }
            default: break
            }
        }
        return names
    }
}
