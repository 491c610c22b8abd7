import Foundation

/// How much memory an evaluation may take for values, and where the rest goes.
public struct MemorySettings: Sendable, Equatable {
    /// Bytes.
    public let budget: Int
    /// A folder for files that have no name and end with the evaluation.
    public let spillFolder: String
    /// What becomes of numbers beyond the budget; all else goes to files.
    public let beyondBudget: BeyondBudget
    /// Values that a column may hold in memory however small the budget is: below that only files would be written.
    var fewestKeys = 65_536

    /// 256 MiB, and the system's folder for temporary files.
    public static let standard = MemorySettings(
        budget: 256 << 20, spillFolder: FileManager.default.temporaryDirectory.path(percentEncoded: false))

    /// Sets everything.
    public init(budget: Int, spillFolder: String, beyondBudget: BeyondBudget = .spill) {
        self.budget = budget
        self.spillFolder = spillFolder
        self.beyondBudget = beyondBudget
    }
}
