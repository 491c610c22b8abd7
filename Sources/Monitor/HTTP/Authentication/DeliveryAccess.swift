import Foundation
import HTTPTypes

/// Who may deliver: whoever has a token or signs with a key, and everybody where there is neither.
struct DeliveryAccess: Sendable {
    /// What the headers of a delivery amount to.
    enum Admission: Sendable {
        case admitted
        /// One of these must hold for the body.
        case claimed([SignatureClaim])

        /// Whether nothing has to be proven by the body any more.
        var isProven: Bool {
            if case .admitted = self { true } else { false }
        }

        /// Throws if the body is not that which was signed.
        func check(_ body: Data) throws(DeliveryAccessError) {
            guard case .claimed(let claims) = self else { return }
            guard claims.reduce(false, { $1.holds(for: body) || $0 }) else { throw .wrongSignature }
        }
    }

    private let tokens: BearerTokens
    private let signatures: [SignatureConfiguration]

    init(_ bridge: BridgeConfiguration) {
        tokens = BearerTokens(bridge.tokens)
        signatures = bridge.signatures
    }

    /// What those who are refused are asked for.
    var challenge: HTTPFields { [.wwwAuthenticate: tokens.isEmpty ? "Signature" : "Bearer"] }

    /// Makes sure that a request whose body is not signed comes from whoever may deliver.
    func checkToken(in headers: HTTPFields) throws(DeliveryAccessError) {
        guard tokens.isEmpty ? signatures.isEmpty : tokens.accept(headers[.authorization]) else { throw .noToken }
    }

    /// Looks at the headers of a delivery, before its body is read.
    func admission(of headers: HTTPFields, at now: Date) throws(DeliveryAccessError) -> Admission {
        do throws(DeliveryAccessError) {
            try checkToken(in: headers)
            return .admitted
        } catch {
            guard !signatures.isEmpty else { throw error }
            return .claimed(try claims(of: headers, at: now))
        }
    }

    private func claims(of headers: HTTPFields, at now: Date) throws(DeliveryAccessError) -> [SignatureClaim] {
        var claims: [SignatureClaim] = []
        var missing: [String] = []
        var fault: DeliveryAccessError?
        for entry in signatures {
            do throws(DeliveryAccessError) {
                claims.append(try SignatureClaim(entry, of: headers, at: now))
            } catch .unsigned(let headers, _) {
                missing += headers.filter { !missing.contains($0) }
            } catch {
                fault = fault ?? error
            }
        }
        guard claims.isEmpty else { return claims }
        throw fault ?? .unsigned(headers: missing, isTokenTaken: !tokens.isEmpty)
    }
}
