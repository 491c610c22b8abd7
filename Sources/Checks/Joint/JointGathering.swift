public import Statistics

/// A joint statistic while it is gathered from one data set.
public protocol JointGathering: Sendable {
    /// The columns to read, in order.
    var columns: [ColumnPlan.Column] { get }
    /// Adds rows. Once an update has failed, further ones do nothing.
    mutating func update(_ columns: Result<[Column], ColumnError>)
}

extension JointStatistic {
    /// Begins to gather the statistic; nil where the data set does not have what it takes.
    ///
    /// - Parameter spill: Where keys go that are too many for memory; nil for no limit.
    public static func gathering(
        of model: ModelDefinition, in columns: [ColumnPlan.Column], spill: (any KeySpill)? = nil
    ) -> (any JointGathering)? {
        guard let columns = self.columns(of: model, in: columns) else { return nil }
        let profile = profile(of: model, columns: columns, spill: spill)
        return Gathering<Self>(columns: columns, profile: .success(profile))
    }

    /// Puts what was gathered from both data sets where checks find it.
    ///
    /// - Parameters:
    ///   - gatherings: Those of this statistic; nil where a data set does not have what it takes.
    ///   - isCancelled: Says whether nobody wants the results any more; they may then be anything.
    public static func finish(
        _ gatherings: consuming BothSides<(any JointGathering)?>, in results: inout JointResults,
        unless isCancelled: () -> Bool
    ) {
        var profiles = BothSides<Profile?>(reference: nil, current: nil)
        for side in DatasetSide.allCases {
            switch (gatherings[side].take() as? Gathering<Self>)?.profile {
            case .success(let profile): profiles[side] = profile
            case .failure(let error): results[Self.self][side] = .failure(error)
            case nil: break
            }
        }
        let found = profiles.map { $0 != nil }
        do {
            let summaries = try summaries(consume profiles, unless: isCancelled)
            for side in DatasetSide.allCases {
                if let summary = summaries[side] { results[Self.self][side] = .success(summary) }
            }
        } catch {
            for side in DatasetSide.allCases where found[side] { results[Self.self][side] = .failure(error) }
        }
    }
}

private struct Gathering<Statistic: JointStatistic>: JointGathering {
    let columns: [ColumnPlan.Column]
    private(set) var profile: Result<Statistic.Profile, ColumnError>?

    init(columns: [ColumnPlan.Column], profile: Result<Statistic.Profile, ColumnError>) {
        self.columns = columns
        self.profile = profile
    }

    mutating func update(_ columns: Result<[Column], ColumnError>) {
        // Taken out, so that the profile has one owner while it grows.
        guard case .success(var profile) = profile.take() else { return }
        do {
            try profile.update(columns.get())
            self.profile = .success(profile)
        } catch {
            self.profile = .failure(error)
        }
    }
}
