import Transfers

extension HTTPAuthorization {
    /// Reads `basic_auth: {username, password}` or `authorization: {credentials}`; nil where there is neither.
    init?(_ mapping: ConfigurationMapping) {
        let basic: HTTPAuthorization? = mapping.section("basic_auth") {
            .basic(username: $0.value("username"), password: $0.secret("password"))
        }
        let bearer: HTTPAuthorization? = mapping.section("authorization") { .bearer($0.secret("credentials")) }
        if basic != nil, bearer != nil {
            mapping.add(.exclusiveKeys("basic_auth", "authorization"), at: "authorization")
        }
        guard let authorization = basic ?? bearer else { return nil }
        self = authorization
    }
}
