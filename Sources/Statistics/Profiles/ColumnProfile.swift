/// What one pass over a column leaves, by the kind it is read as.
public enum ColumnProfile: Sendable {
    case numerical(NumericalProfile)
    case categorical(CategoricalProfile)
    case text(TextProfile)

    /// Makes an empty profile; points in time are profiled as numbers of seconds.
    ///
    /// - Parameters:
    ///   - spill: Where numbers and categories go that are too many for memory; nil for no limit.
    ///   - limits: From when on numbers are counted in buckets instead.
    public init(
        kind: ColumnKind, expecting rows: Int = 0, spill: (any KeySpill)? = nil, limits: BucketLimits? = nil
    ) {
        switch kind {
        case .numerical, .datetime:
            let profile = limits.map { NumericalProfile(expecting: rows, limits: $0) }
            self = .numerical(profile ?? NumericalProfile(expecting: rows, spill: spill))
        case .categorical: self = .categorical(CategoricalProfile(spill: spill))
        case .text: self = .text(TextProfile())
        }
    }

    /// Adds the rows of a column.
    ///
    /// - Throws: ``ColumnError`` if the values do not fit the kind or are broken.
    public mutating func update(_ column: Column) throws(ColumnError) {
        switch self {
        case .numerical(var profile):
            // The profile must have one owner while it grows, or every batch would copy it.
            self = .categorical(CategoricalProfile())
            defer { self = .numerical(profile) }
            try profile.update(column)
        case .categorical(var profile):
            self = .numerical(NumericalProfile())
            defer { self = .categorical(profile) }
            try profile.update(column)
        case .text(var profile):
            self = .numerical(NumericalProfile())
            defer { self = .text(profile) }
            try profile.update(column)
        }
    }

    /// Adds the rows of another profile of the same kind.
    ///
    /// - Throws: ``ColumnError/spill(_:)``; ``ColumnError/unsupported(_:)`` if the kinds differ.
    public mutating func merge(_ other: ColumnProfile) throws(ColumnError) {
        switch (self, other) {
        case (.numerical(var profile), .numerical(let other)):
            self = .categorical(CategoricalProfile())
            defer { self = .numerical(profile) }
            try profile.merge(other)
        case (.categorical(var profile), .categorical(let other)):
            self = .numerical(NumericalProfile())
            defer { self = .categorical(profile) }
            try profile.merge(other)
        case (.text(var profile), .text(let other)):
            self = .numerical(NumericalProfile())
            profile.merge(other)
            self = .text(profile)
        default: throw .unsupported("of one kind in one part and of another in the other")
        }
    }

    /// Whether the values are strings that hardly repeat.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func resemblesText() throws(ColumnError) -> Bool {
        guard case .categorical(var profile) = self else { return false }
        self = .numerical(NumericalProfile())
        defer { self = .categorical(profile) }
        return try profile.sort().resemblesText
    }

    /// Reads categories as texts from now on.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func becomeText() throws(ColumnError) {
        guard case .categorical(var profile) = self else { return }
        self = .numerical(NumericalProfile())
        self = .text(try TextProfile(&profile))
    }

    /// Whether a profile that keeps to the limits, nil for none, would have kept the same of these values.
    public func isAsKept(to limits: BucketLimits?) -> Bool {
        guard case .numerical(let profile) = self else { return true }
        return profile.isAsKept(to: limits)
    }

    /// Rows without a value.
    public var missingCount: Int {
        switch self {
        case .numerical(let profile): profile.missingCount
        case .categorical(let profile): profile.missingCount
        case .text(let profile): profile.missingCount
        }
    }

    /// Rows with an infinite value.
    public var infiniteCount: Int {
        switch self {
        case .numerical(let profile): profile.infiniteCount
        case .categorical(let profile): profile.infiniteCount
        case .text(let profile): profile.infiniteCount
        }
    }
}
