import Checks
import Dataset
import Foundation

@testable import Monitor

extension EvaluatedData {
    /// Data of which nothing is there.
    static let none = EvaluatedData(identities: BothSides(reference: nil, current: nil))

    /// Data of which all rows count.
    init(identities: BothSides<DatasetIdentity?>) {
        self.init(identities: identities, of: ModelDefinition(name: "m"), at: TestClock.at("22:51:00"))
    }

    /// What is there of a model's data.
    static func now(of model: ModelConfiguration) -> EvaluatedData {
        let copies = DatasetCopies(folder: MemorySettings.standard.spillFolder)
        let time = TestClock.at("22:51:00")
        let identities = BothSides(
            reference: try? copies.identity(of: model.reference, at: time.nanoseconds),
            current: try? copies.identity(of: model.current, at: time.nanoseconds))
        return EvaluatedData(identities: identities, of: model.definition, at: time)
    }
}
