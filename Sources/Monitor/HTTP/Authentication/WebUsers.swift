/// The users of the web configuration file, as it is at that moment.
struct WebUsers: Sendable {
    /// Nil where there is no such file, and then no user.
    let file: WebConfigurationFile?
    /// Verifies passwords; its thread must be running.
    let passwords: PasswordVerifier

    /// Whether credentials are those of a user.
    func verdict(on credentials: BasicCredentials) async -> PasswordVerifier.Verdict {
        guard let users = try? file?.current().users else { return .wrong }
        return await passwords.verdict(on: credentials, among: users)
    }

    /// The hash of a user's password; nil if there is no such user.
    func hash(of user: String) -> PasswordHash? {
        try? file?.current().users[Array(user.utf8)]
    }
}
