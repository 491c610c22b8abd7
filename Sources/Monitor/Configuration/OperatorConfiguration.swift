public import Transfers

/// One entry of `bridge.operators`: a person who may approve, reject, cancel, retry, replay and simulate.
public struct OperatorConfiguration: Sendable, Equatable {
    /// How the person shows who they are.
    public enum Credential: Sendable, Equatable {
        /// A token, which the API takes as a bearer token and the sign-in page in a field.
        case token(Secret)
        /// The password of this user of the web configuration file.
        case webUser(String)
    }

    /// The name in the audit trail.
    public let name: String
    /// What only this person has.
    public let credential: Credential

    init(_ mapping: ConfigurationMapping) {
        name = mapping.value("name")
        if mapping.contains("name"), !Self.isName(name) {
            mapping.reject("name", "must be 1 to 64 letters, digits and characters of . _ @ + -")
        }
        let token = mapping.optionalSecret("credentials")
        let user: String? = mapping.optionalValue("web_user")
        switch (token, user) {
        case (let token?, nil): credential = .token(token)
        case (nil, let user?): credential = .webUser(user)
        case (_?, _?):
            mapping.add(.exclusiveKeys("credentials", "web_user"), at: "web_user")
            credential = .webUser("")
        case (nil, nil):
            mapping.problems.add(.missingKey("credentials\", \"credentials_file\" or \"web_user"), at: mapping.mark)
            credential = .webUser("")
        }
    }

    /// The token; nil for a user of the web configuration file.
    var token: Secret? {
        if case .token(let token) = credential { token } else { nil }
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "@"),
                    UInt8(ascii: "+"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
