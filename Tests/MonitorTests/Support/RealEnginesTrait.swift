import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Runs only for `make test-engines`, because the servers take minutes and much memory.
    static var realEngines: Self {
        .enabled(
            if: ProcessInfo.processInfo.environment["MODELWATCH_TEST_ENGINES"] == "1",
            "run make test-engines")
    }
}
