public import Statistics

/// A joint statistic while it is gathered from one data set.
public protocol JointGathering: Sendable {
    /// The columns to read, in order.
    var columns: [ColumnPlan.Column] { get }
    /// Adds rows. Once an update has failed, further ones do nothing.
    mutating func update(_ columns: Result<[Column], ColumnError>)
    /// Puts what was gathered where checks find it.
    consuming func finish(_ side: DatasetSide, in results: inout JointResults)
}

extension JointStatistic {
    /// Begins to gather the statistic; nil where the data set does not have what it takes.
    public static func gathering(
        of model: ModelDefinition, in columns: [ColumnPlan.Column]
    ) -> (any JointGathering)? {
        guard let columns = self.columns(of: model, in: columns) else { return nil }
        return Gathering<Self>(columns: columns, profile: .success(profile(of: model, columns: columns)))
    }
}

private struct Gathering<Statistic: JointStatistic>: JointGathering {
    let columns: [ColumnPlan.Column]
    private var profile: Result<Statistic.Profile, ColumnError>?

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

    consuming func finish(_ side: DatasetSide, in results: inout JointResults) {
        switch profile.take() {
        case .success(let profile):
            results[Statistic.self][side] = .success(Statistic.summary(profile))
        case .failure(let error): results[Statistic.self][side] = .failure(error)
        case nil: break
        }
    }
}
