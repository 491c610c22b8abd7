/// A client whose certificate has none of the names that are allowed.
struct ClientNameError: Error, CustomStringConvertible {
    var description: String { "the client's certificate has none of the names in client_allowed_sans" }
}
