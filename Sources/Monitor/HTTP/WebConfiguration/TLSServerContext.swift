import NIOCore
import NIOSSL
import Transfers

/// What a TLS handshake needs, made from one state of the web configuration file and of the files it names.
struct TLSServerContext: Sendable {
    private let context: NIOSSLContext
    private let clientAuthentication: ClientAuthentication
    private let allowedNames: Set<[UInt8]>?

    /// Reads certificates and key.
    ///
    /// - Throws: ``TLSMaterialError`` with what cannot be used.
    init(_ configuration: TLSServerConfiguration, offersHTTP2: Bool) throws {
        let chain = try Self.certificates(configuration.certificate, key: "cert")
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try Self.privateKey(configuration.key)))
        tls.minimumTLSVersion = configuration.minimumVersion.version
        tls.maximumTLSVersion = configuration.maximumVersion.version
        if !configuration.ciphers.isEmpty { Self.restrict(&tls, to: configuration.ciphers) }
        if !configuration.curves.isEmpty { tls.curves = configuration.curves.map(\.curve) }
        tls.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
        tls.certificateVerification = Self.verification(configuration.clientAuthentication)
        if let authorities = configuration.clientAuthorities {
            tls.trustRoots = .certificates(try Self.certificates(authorities, key: "client_ca"))
        }
        do {
            context = try NIOSSLContext(configuration: tls)
        } catch {
            throw TLSMaterialError.mismatch
        }
        clientAuthentication = configuration.clientAuthentication
        allowedNames = configuration.clientAllowedNames.map { Set($0.map { Array($0.utf8) }) }
    }

    /// The handler for one connection.
    func handler() -> NIOSSLServerHandler {
        guard clientAuthentication.verifies else {
            // Never called where no certificate is asked for.
            return NIOSSLServerHandler(
                context: context,
                customVerificationCallback: { certificates, promise in
                    promise.succeed(permits(certificates.first) ? .certificateVerified : .failed)
                })
        }
        guard allowedNames != nil else { return NIOSSLServerHandler(context: context) }
        // The library has no other way to add a condition to its own verification.
        return NIOSSLServerHandler._makeSSLServerHandler(context: context) { certificate, channel in
            permits(certificate)
                ? channel.eventLoop.makeSucceededVoidFuture()
                : channel.eventLoop.makeFailedFuture(ClientNameError())
        }
    }

    private func permits(_ certificate: NIOSSLCertificate?) -> Bool {
        guard let allowedNames else { return true }
        return certificate.map { !allowedNames.isDisjoint(with: $0.alternativeNames) } ?? false
    }

    /// Suites of TLS 1.3 cannot be chosen; a list with none of older versions leaves only that one.
    private static func restrict(_ tls: inout TLSConfiguration, to ciphers: [TLSCipherName]) {
        let older = ciphers.filter { !$0.isOfTLS13 }
        if older.isEmpty { tls.minimumTLSVersion = .tlsv13 } else { tls.cipherSuiteValues = older.map(\.cipher) }
    }

    private static func verification(_ authentication: ClientAuthentication) -> CertificateVerification {
        switch authentication {
        case .none: .none
        case .request, .verifyIfGiven: .optionalVerification
        case .requireAny, .requireAnyOldName, .requireAndVerify: .noHostnameVerification
        }
    }

    private static func certificates(_ source: Secret, key: String) throws -> [NIOSSLCertificate] {
        let text = try text(of: source, key: key)
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(text.utf8)), !certificates.isEmpty else {
            throw TLSMaterialError.unusable(
                key: source.keyName(key), file: source.path, expected: "one or more certificates in PEM")
        }
        return certificates
    }

    private static func privateKey(_ source: Secret) throws -> NIOSSLPrivateKey {
        let text = try text(of: source, key: "key")
        guard let key = try? NIOSSLPrivateKey(bytes: Array(text.utf8), format: .pem) else {
            throw TLSMaterialError.unusable(
                key: source.keyName("key"), file: source.path, expected: "a private key in PEM, without a passphrase")
        }
        return key
    }

    private static func text(of source: Secret, key: String) throws -> String {
        do {
            return try source.read()
        } catch {
            throw TLSMaterialError.unreadable(key: source.keyName(key), reason: "\(error)")
        }
    }
}

extension Secret {
    /// The file it is kept in; nil if it stands in the configuration.
    fileprivate var path: String? {
        if case .file(let path) = self { path } else { nil }
    }

    /// The key of the configuration that gave it.
    fileprivate func keyName(_ key: String) -> String {
        switch self {
        case .text: key
        case .file: key + "_file"
        }
    }
}
