/// A key for sessions that cannot be used.
enum SessionKeyError: Error, Equatable, CustomStringConvertible {
    case unusable(String)

    var description: String {
        switch self {
        case .unusable(let path):
            "\(path) must be a file of 32 random bytes that this process can read: remove it to get a new one, which signs "
                + "everybody out, and see that the folder can be written to"
        }
    }
}
