extension ColumnProfile {
    /// The binary form; sorts the values, which then are sorted for whoever uses the profile next.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func encoded() throws(ColumnError) -> EncodedProfile {
        switch self {
        case .numerical(var profile):
            // The profile must have one owner while it is sorted.
            self = .categorical(CategoricalProfile())
            defer { self = .numerical(profile) }
            return try profile.encoded()
        case .categorical(var profile):
            self = .numerical(NumericalProfile())
            defer { self = .categorical(profile) }
            return try profile.encoded()
        case .text(let profile): return profile.encoded()
        }
    }

    /// Takes a profile out of its binary form.
    ///
    /// - Throws: ``ProfileEncodingError``
    public init(_ encoded: EncodedProfile) throws(ProfileEncodingError) {
        var (kind, body) = try encoded.content()
        switch kind {
        case .numerical: self = .numerical(try NumericalProfile(body: &body, keys: encoded.keys))
        case .numericalBuckets: self = .numerical(try NumericalProfile(body: &body, buckets: encoded.keys))
        case .categorical: self = .categorical(try CategoricalProfile(body: &body, keys: encoded.keys))
        case .text: self = .text(try TextProfile(body: &body))
        }
    }
}
