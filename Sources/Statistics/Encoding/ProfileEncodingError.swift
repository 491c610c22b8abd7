/// Why bytes are no profile.
public enum ProfileEncodingError: Error, Equatable, CustomStringConvertible {
    /// They begin like something else.
    case notAProfile
    /// They were written by a version that writes profiles in another way.
    case otherSchema(found: UInt32, expected: UInt32)
    /// They are cut off or changed.
    case corrupt(String)
    /// They hold a profile of another kind.
    case otherKind(found: UInt32)

    /// What was expected and what to do.
    public var description: String {
        switch self {
        case .notAProfile: "this is no profile of Modelwatch: expected it to begin with \"MWPROFIL\""
        case .otherSchema(let found, let expected):
            "the profile has schema \(found), this version reads \(expected): make it again from the data"
        case .corrupt(let what): "the profile is damaged (\(what)): make it again from the data"
        case .otherKind(let found): "the profile is of an unexpected kind (\(found))"
        }
    }
}
