import Checks
import Testing

@testable import Monitor

/// How the drift of a model is told to people.
struct DriftLineTests {
    @Test func `the example degrades in its predictions and its concept`() async throws {
        let good = try #require(try await ModelState.genres().evaluation)
        #expect(
            DriftLine(good).text
                == "data no (0 < 0.5), prediction no (0.035 < 0.1), concept no (0.036 < 0.05, p 0.21), performance not judged; "
                + "severity none")
        let state = try await ModelState.genres(current: "degraded.parquet")
        let text = DriftLine(try #require(state.evaluation)).text
        #expect(text.contains("prediction yes (0.18 ≥ 0.1), concept yes ("))
        #expect(text.hasSuffix("performance not judged; severity critical"))
        let section = ModelSection(state).values
        #expect(section["verdict"] as? String == "prediction, concept drift")
        #expect(section["verdictClass"] as? String == "failed")
        #expect(section["drift"] as? [String] == ["Drift: \(text)."])
    }
}
