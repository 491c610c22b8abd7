/// What is asked of clients' certificates, in Go's words.
enum ClientAuthentication: String, ConfigurationChoice {
    case none = "NoClientCert"
    case request = "RequestClientCert"
    case requireAny = "RequireAnyClientCert"
    case requireAnyOldName = "RequireClientCert"
    case verifyIfGiven = "VerifyClientCertIfGiven"
    case requireAndVerify = "RequireAndVerifyClientCert"

    static let placeholder = ClientAuthentication.none

    /// Whether a client without a certificate is turned away.
    var requiresCertificate: Bool { [.requireAny, .requireAnyOldName, .requireAndVerify].contains(self) }

    /// Whether a certificate must be signed by one of the authorities.
    var verifies: Bool { [.verifyIfGiven, .requireAndVerify].contains(self) }
}
