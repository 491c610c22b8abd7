import Checks
import Foundation
import TestSupport
import Testing

@testable import Monitor

/// An exporter evaluates for months.
struct EvaluationLeakTests {
    private static let formats = Fixtures.url("formats")
    /// What the allocator keeps of one evaluation or another; a leak of 4 kB an evaluation would show.
    private static let tolerance = 4 << 20
    private static let rounds = 3

    @Test(arguments: [
        "days/day-1.parquet", "slices.arrow", "quoted.csv", "compressed.csv.gz", "broken/half_written.parquet",
        "broken/offset_negative.arrow", "nowhere.parquet",
    ])
    func `a thousand evaluations leave the memory as it was`(name: String) async throws {
        let path = Self.formats.appending(path: name).path()
        let good = Self.formats.appending(path: "days/day-1.parquet").path()
        let model = try ModelConfiguration.comparing(name.hasPrefix("broken") ? good : path, path)
        // Until then the allocator takes what its threads need.
        for _ in 0..<1000 { _ = try? await model.evaluated() }
        // What the rest of the process takes comes once; a leak comes with every thousand.
        var growths: [Int] = []
        while growths.count < Self.rounds, growths.allSatisfy({ $0 >= Self.tolerance }) {
            MemoryPolicy.releaseBuffers()
            let before = try #require(Self.residentBytes)
            for _ in 0..<1000 { _ = try? await model.evaluated() }
            MemoryPolicy.releaseBuffers()
            growths.append(try #require(Self.residentBytes) - before)
        }
        #expect(growths.contains { $0 < Self.tolerance }, "\(name): grew by \(growths.map { $0 >> 10 }) kB")
    }

    private static var residentBytes: Int? {
        ProcessMetrics.measurements().first { $0.metric == ProcessMetrics.residentMemory }.map { Int($0.value) }
    }
}
