import Checks
import Dataset
import Foundation
import NIOPosix
import Testing

@testable import Monitor

extension ModelConfiguration {
    /// The example of the genre classifier with the files of a folder.
    static func genres(in folder: String, current: String = "current.parquet") throws -> ModelConfiguration {
        let text = """
            models:
              - name: genre-classifier
                version: '1.2'
                task: multiclass_classification
                reference: {path: "\(folder)/reference.parquet"}
                current: {path: "\(folder)/\(current)"}
                columns: {target: actual_genre, prediction: predicted_genre}
            """
        return try #require(try Configuration(text: text).models.first)
    }

    /// A model without labels, of two places of data.
    static func comparing(_ reference: String, _ current: String) throws -> ModelConfiguration {
        let text = """
            models: [{name: m, reference: {path: "\(reference)"}, current: {path: "\(current)"}}]
            """
        return try #require(try Configuration(text: text).models.first)
    }

    /// Evaluates the data as they are.
    func evaluated(
        at now: Date = TestClock.at("22:51:00"), memory: MemorySettings = .standard, cache: ProfileCache? = nil
    ) async throws -> ModelEvaluation {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        let settings = EvaluationSettings(memory: memory, readers: 2, cache: cache)
        let result = await Result(catching: {
            try await ModelEvaluator(self, on: pool, settings: settings).evaluate(at: now)
        })
        try await pool.shutdownGracefully()
        return try result.get()
    }
}

extension ModelState {
    /// The example of the genre classifier, evaluated.
    static func genres(current: String = "current.parquet") async throws -> ModelState {
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let model = try ModelConfiguration.genres(in: folder, current: current)
        var state = ModelState(model, interval: .seconds(30))
        let evaluation = try await model.evaluated()
        state.succeed(
            evaluation, runs: CheckRun.all(on: evaluation),
            data: EvaluatedData(
                identities: BothSides(reference: nil, current: nil), of: model.definition, at: TestClock.at("22:51:00")),
            took: .milliseconds(12), at: TestClock.at("22:51:00"))
        return state
    }
}

extension Result where Failure == any Error {
    fileprivate init(catching body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
