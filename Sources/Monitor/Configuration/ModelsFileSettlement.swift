/// Settles which of several files has a model that more than one of them claim.
///
/// A name stays with the file that had it: the newcomer is at fault, and its file stays as it was. Where nobody had it,
/// the main file goes first, then the files in their order.
struct ModelsFileSettlement {
    private let main: [Placed<ModelConfiguration>]
    private let last: [String: ModelsFile]
    private let holders: [String: String]
    private let mainPath: String
    private var files: [ModelsFile]

    /// - Parameters:
    ///   - files: The files as they are now.
    ///   - last: What was in force until now.
    init(_ main: Configuration, _ files: [ModelsFile], last: Configuration?) {
        self.main = main.ownModels
        self.files = files
        mainPath = main.file
        self.last = Dictionary((last?.modelsFiles ?? []).map { ($0.path, $0) }) { first, _ in first }
        let owned = (last?.ownModels ?? []).map { ($0.value.name, main.file) }
        let named = (last?.modelsFiles ?? []).flatMap { file in file.models.map { ($0.value.name, file.path) } }
        holders = Dictionary(owned + named) { first, _ in first }
    }

    /// The files with what of them is in force.
    ///
    /// - Throws: ``InvalidConfiguration`` if the main file is the newcomer.
    func settled() throws(InvalidConfiguration) -> [ModelsFile] {
        var settlement = self
        for (index, file) in files.enumerated() {
            if let problem = file.problem { settlement.refuse(index, for: problem) }
        }
        while let dispute = settlement.dispute {
            guard let loser = dispute.loser else { throw dispute.problem }
            settlement.refuse(loser, for: dispute.problem)
        }
        return settlement.files
    }

    /// A name that is claimed twice.
    private struct Dispute {
        /// The place of the file that is at fault; nil for the main file.
        let loser: Int?
        let problem: InvalidConfiguration
    }

    private typealias Claim = (file: Int?, place: ConfigurationPlace)

    private var dispute: Dispute? {
        var claims: [String: Claim] = [:]
        for model in main { claims[model.value.name] = (nil, model.place) }
        for (index, file) in files.enumerated() {
            for model in file.models {
                let name = model.value.name
                let claim = Claim(index, model.place)
                if let first = claims[name] { return dispute(over: name, first, claim) }
                claims[name] = claim
            }
        }
        return nil
    }

    private func dispute(over name: String, _ first: Claim, _ second: Claim) -> Dispute {
        let isSecondOlder = second.file.map { files[$0].path == holders[name] } ?? false
        let (winner, loser) = isSecondOlder ? (second, first) : (first, second)
        let problem = ConfigurationError.Problem.invalidValue(
            key: "name", message: "is given twice: \"\(name)\", which is also at \(winner.place)")
        let error = ConfigurationError(
            file: loser.place.file, line: loser.place.line, column: loser.place.column, problem: problem)
        return Dispute(loser: loser.file, problem: InvalidConfiguration(errors: [error]))
    }

    /// Puts what was in force of a file in the place of what it is now. What is refused twice has nothing left.
    private mutating func refuse(_ index: Int, for problem: InvalidConfiguration) {
        let file = files[index]
        let isRefused = file.problem != nil && !file.models.isEmpty
        files[index] = file.refused(for: problem, keeping: isRefused ? nil : last[file.path])
    }
}
