import Transfers

/// `tls_server_config`: the certificate we show, what we ask of clients, and how we encrypt.
struct TLSServerConfiguration: Sendable, Equatable {
    /// The certificate, leaf first, and its key, in PEM.
    let certificate, key: Secret
    /// The authorities that sign clients' certificates, in PEM; nil for those of the system.
    let clientAuthorities: Secret?
    let clientAuthentication: ClientAuthentication
    /// Alternative names of which a client's certificate must have one; nil for any.
    let clientAllowedNames: [String]?
    let minimumVersion, maximumVersion: TLSVersionName
    /// The suites for TLS 1.2 and older; empty for the library's.
    let ciphers: [TLSCipherName]
    /// The curves; empty for the library's.
    let curves: [TLSCurveName]

    /// Reads the section; nil where nothing in it asks for TLS.
    init?(_ mapping: ConfigurationMapping) {
        let certificate = mapping.optionalSecret("cert")
        let key = mapping.optionalSecret("key")
        clientAuthorities = mapping.optionalSecret("client_ca")
        let authentication: ClientAuthentication? = mapping.optionalValue("client_auth_type")
        clientAuthentication = authentication ?? .none
        clientAllowedNames = mapping.optionalValue("client_allowed_sans")
        minimumVersion = mapping.value("min_version", default: .tls12)
        maximumVersion = mapping.value("max_version", default: .tls13)
        ciphers = mapping.value("cipher_suites", default: [])
        curves = mapping.value("curve_preferences", default: [])
        // Go ignores it as well since 1.18: both libraries know the better order.
        _ = mapping.value("prefer_server_cipher_suites", default: true)
        self.certificate = certificate ?? .text("")
        self.key = key ?? .text("")
        guard certificate != nil || key != nil || clientAuthorities != nil || authentication != nil else { return nil }
        checkParts(mapping, hasCertificate: certificate != nil, hasKey: key != nil)
    }

    private func checkParts(_ mapping: ConfigurationMapping, hasCertificate: Bool, hasKey: Bool) {
        if !hasCertificate { mapping.problems.add(.missingKey("cert\" or \"cert_file"), at: mapping.mark) }
        if !hasKey { mapping.problems.add(.missingKey("key\" or \"key_file"), at: mapping.mark) }
        if clientAuthorities != nil, clientAuthentication == .none {
            let key = mapping.contains("client_ca") ? "client_ca" : "client_ca_file"
            mapping.reject(key, "needs a client_auth_type such as RequireAndVerifyClientCert")
        }
        if clientAllowedNames != nil, !clientAuthentication.requiresCertificate {
            mapping.reject(
                "client_allowed_sans",
                "needs the client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert")
        }
        if maximumVersion < minimumVersion { mapping.reject("max_version", "must not be lower than min_version") }
    }

    /// Whether nobody passes whose certificate an authority chosen here did not sign.
    var authenticates: Bool { clientAuthentication == .requireAndVerify && clientAuthorities != nil }

    /// The files it rests on.
    var files: [String] {
        [certificate, key, clientAuthorities].compactMap { secret in
            if case .file(let path)? = secret { path } else { nil }
        }
    }
}
