import Checks
import Dataset
import Foundation

@testable import Monitor

extension EvaluatedData {
    /// Data of which nothing is there.
    static let none = EvaluatedData(files: BothSides(reference: nil, current: nil))

    /// Files of which all rows count.
    init(files: BothSides<DatasetFiles?>) {
        self.init(
            files: files, of: ModelDefinition(name: "m", version: "", task: .unsupervised, owner: ""),
            at: TestClock.at("22:51:00"))
    }

    /// What is there of a model's data.
    static func now(of model: ModelConfiguration) -> EvaluatedData {
        let files = BothSides(
            reference: try? DatasetFiles(at: model.reference), current: try? DatasetFiles(at: model.current))
        return EvaluatedData(files: files, of: model.definition, at: TestClock.at("22:51:00"))
    }
}
