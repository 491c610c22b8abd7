import Transfers

/// The `webhook` engine: an HTTP endpoint of one's own that starts retrainings.
struct WebhookConfiguration: EngineSettings {
    static let name = "webhook"

    /// Where a run is asked for.
    let url: String
    /// The document that is sent; nil for one with everything.
    let body: DocumentTemplate?
    /// Keys of which each makes a signature, so that one can follow another; none by default.
    let signingSecrets: [Secret]
    /// Answers that mean that the run was accepted; 200 to 299 by default.
    let successCodes: Set<Int>
    /// Whether the endpoint keeps to the header `Idempotency-Key`; false by default.
    let isIdempotent: Bool
    /// Where the answer tells the run's id; the key is the id by default.
    let runID: JSONPointer?
    /// How the end of a run is learnt; nil where it is not.
    let status: WebhookStatus?
    /// How a run is ended; nil where it is not.
    let cancel: WebhookCancel?
    /// Where calls may go.
    let addresses: AddressRule
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        body = mapping.optionalValue("body")
        signingSecrets = mapping.sections("signatures") { $0.secret("secret") }
        let codes = mapping.optionalValue("success_codes", as: [Int].self)
        successCodes = Set(codes ?? Array(200...299))
        isIdempotent = mapping.value("idempotent", default: false)
        runID = mapping.optionalValue("run_id")
        status = mapping.section("status") { .init($0) }
        cancel = mapping.section("cancel") { .init($0) }
        addresses = mapping.value("deny_private_addresses", default: false) ? .publicOnly : .noMetadata
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        mapping.requirePositive("timeout")
        body?.check(in: mapping, at: "body")
        if let codes, codes.isEmpty || !codes.allSatisfy((200...299).contains) {
            mapping.reject("success_codes", "must hold at least one status, all from 200 to 299")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        WebhookEngine(self, with: tools)
    }
}
