extension HTTPAuthorization {
    /// What must not be told.
    package var secrets: [Secret] {
        switch self {
        case .basic(_, let password): [password]
        case .bearer(let token): [token]
        }
    }
}
