/// A bearer token that nobody can send.
enum TokenError: Error, Equatable, CustomStringConvertible {
    case empty

    var description: String { "a file of modelwatch.bearer_tokens_files is empty: write a token into it" }
}
