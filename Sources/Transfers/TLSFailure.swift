import CCurl
import Foundation

/// A call that failed over TLS: libcurl's words, the server, and what to do about it.
struct TLSFailure: CustomStringConvertible {
    private let code: CURLcode
    private let reason: String
    private let url: String
    private let tls: TLSClientConfiguration

    /// Nil if the call failed for another reason.
    ///
    /// In TLS 1.3 a server refuses our certificate only when we are done with the handshake, so its words come where an
    /// answer was expected.
    init?(_ code: CURLcode, _ reason: String, of request: HTTPClientRequest) {
        let isHandshake = [
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
        ].contains(code)
        guard isHandshake || Self.refusals.contains(where: reason.contains) else { return nil }
        self.code = code
        self.reason = reason
        url = request.url
        tls = request.tls
    }

    /// What servers say of the certificate of a client (RFC 8446, section 6.2), in OpenSSL's words.
    private static let refusals = [
        "alert certificate required", "alert bad certificate", "alert unsupported certificate",
        "alert certificate revoked", "alert certificate expired", "alert certificate unknown", "alert unknown ca",
        "alert access denied",
        // libcurl's words where the server had gone before anything of the call was sent.
        "getpeername() failed",
    ]

    var description: String {
        let told = "\(reason) (the server is \(server))"
        return advice.map { "\(told): \($0)" } ?? told
    }

    /// Without what a URL may hold beside them: names and passwords, or a token behind a question mark.
    private var server: String {
        let parts = URLComponents(string: url)
        let address = (parts?.host ?? "") + (parts?.port.map { ":\($0)" } ?? "")
        return tls.serverName.map { "\(address), as \($0)" } ?? address
    }

    private var advice: String? {
        if code == CURLE_SSL_CACERT_BADFILE { return "ca_file must name certificates in PEM that can be read" }
        if code == CURLE_SSL_CERTPROBLEM { return "check cert_file and key_file, \(files): PEM that belongs together" }
        if code == CURLE_PEER_FAILED_VERIFICATION { return verificationAdvice }
        if isRefusal {
            return tls.certificate == nil
                ? "it may want a certificate of ours: give cert_file and key_file"
                : "it does not take our certificate, \(files)"
        }
        if ["protocol version", "unsupported protocol"].contains(where: reason.contains) {
            return "it speaks no TLS from min_version \(tls.minimumVersion.rawValue) on"
        }
        return reason.contains("wrong version number") ? "perhaps it does not speak https" : nil
    }

    /// Up to TLS 1.2 a missing certificate has no words of its own.
    private var isRefusal: Bool {
        (Self.refusals + ["alert handshake failure"]).contains(where: reason.contains)
    }

    private var verificationAdvice: String {
        if reason.contains("subject name") {
            return "give the name that its certificate is made out to as server_name"
        }
        if ["expired", "not yet valid"].contains(where: reason.contains) {
            return "renew its certificate, or the one that signed it"
                + (tls.certificateAuthority.map { " in \($0)" } ?? "")
        }
        return tls.certificateAuthority.map { "\($0) must hold the certificate that signed the server's" }
            ?? "name the certificates to trust in ca_file"
    }

    private var files: String { [tls.certificate, tls.key].compactMap(\.self).joined(separator: " and ") }
}
