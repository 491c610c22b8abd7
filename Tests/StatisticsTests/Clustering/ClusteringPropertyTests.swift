import Testing
import TestSupport

@testable import Statistics

/// What holds of every clustering.
struct ClusteringPropertyTests {
    /// A point of a test.
    private struct Point {
        var place: [Double?]
        var cluster: String?
    }

    private func points(_ count: Int, _ generator: inout SplitMix64) -> [Point] {
        let clusters = Int.random(in: 1...6, using: &generator)
        let decimals = [1.0, 10, 1e9][Int.random(in: 0..<3, using: &generator)]
        return (0..<count).map { _ in
            let cluster = Int.random(in: 0..<clusters, using: &generator)
            let place = (0..<2).map { _ -> Double? in
                if Int.random(in: 0..<40, using: &generator) == 0 {
                    return [nil, .nan, .infinity].randomElement(using: &generator) ?? nil
                }
                return (Double.random(in: -3...3, using: &generator) * decimals).rounded() / decimals + Double(cluster)
            }
            return Point(place: place, cluster: Int.random(in: 0..<40, using: &generator) == 0 ? nil : "c\(cluster)")
        }
    }

    private func profile(_ points: [Point], limit: Int, batch: Int = .max) throws -> ClusteringProfile {
        var profile = ClusteringProfile(featureCount: 2, settings: ClusteringSettings(sampleLimit: limit))
        var rest = points[...]
        while !rest.isEmpty {
            let part = rest.prefix(batch)
            rest = rest.dropFirst(batch)
            try profile.update([
                TestColumn.doubles(part.map { $0.place[0] }), TestColumn.doubles(part.map { $0.place[1] }),
                TestColumn.texts(part.map(\.cluster)),
            ])
        }
        return profile
    }

    /// Below, at and above the number of points that are kept.
    @Test(arguments: [10, 60, 500])
    func `the order of rows and the way they are split change not one bit`(limit: Int) throws {
        for seed in 0..<40 {
            var generator = SplitMix64(seed: UInt64(seed))
            let points = points(seed * 7, &generator)
            let expected = ClusteringSummary(try profile(points, limit: limit))
            for _ in 0..<3 {
                let mixed = points.shuffled(using: &generator)
                #expect(ClusteringSummary(try profile(mixed, limit: limit, batch: 13)) == expected)
                let cut = Int.random(in: 0...points.count, using: &generator)
                var left = try profile(Array(mixed[..<cut]), limit: limit)
                try left.merge(try profile(Array(mixed[cut...]), limit: limit))
                #expect(ClusteringSummary(left) == expected)
            }
        }
    }

    @Test func `clusters may have other names`() throws {
        for seed in 0..<40 {
            var generator = SplitMix64(seed: UInt64(100 + seed))
            let points = points(150, &generator)
            let renamed = points.map { point in
                Point(place: point.place, cluster: point.cluster.map { "z" + String($0.reversed()) })
            }
            for limit in [20, 1000] {
                let summaries = try (
                    ClusteringSummary(profile(points, limit: limit)), ClusteringSummary(profile(renamed, limit: limit))
                )
                #expect(summaries.0 == summaries.1)
            }
        }
    }

    @Test func `a sample is what its points alone would give`() throws {
        var generator = SplitMix64(seed: 17)
        var sampled = 0
        for _ in 0..<20 {
            let points = points(400, &generator).filter {
                $0.cluster != nil && $0.place.allSatisfy { $0?.isFinite == true }
            }
            var sample = try profile(points, limit: 50).sample
            sample.prune()
            #expect(sample.count <= 50)
            #expect(sample.count > 0)
            // Nothing is left out of points that are mostly alike.
            guard let bound = sample.bound else { continue }
            sampled += 1
            let chosen = points.filter { point in
                point.place.reduce(PointSample.seed) { PointSample.hash($0, $1 ?? 0) } < bound
            }
            let summary = ClusteringSummary(try profile(points, limit: 50))
            let alone = ClusteringSummary(try profile(chosen, limit: 1000))
            #expect(summary.sampledRowCount == chosen.count)
            #expect(summary.value(SilhouetteScore.self) == alone.value(SilhouetteScore.self))
            #expect(summary.value(DaviesBouldinScore.self) == alone.value(DaviesBouldinScore.self))
        }
        #expect(sampled > 5)
    }

    /// Definitions written out, against sums, weights and merges.
    @Test func `scores agree with their definitions`() throws {
        for seed in 0..<30 {
            var generator = SplitMix64(seed: UInt64(200 + seed))
            let points = points(80, &generator).filter {
                $0.cluster != nil && $0.place.allSatisfy { $0?.isFinite == true }
            }
            let clusters = Dictionary(grouping: points) { $0.cluster ?? "" }
                .mapValues { $0.map { $0.place.map { $0 ?? 0 } } }
            let summary = ClusteringSummary(try profile(points, limit: 1000))
            var (inertia, silhouette) = (0.0, 0.0)
            for (name, places) in clusters {
                let mean = (0..<2).map { axis in places.reduce(0) { $0 + $1[axis] } / Double(places.count) }
                inertia += places.reduce(0) { $0 + square($1, mean) }
                for place in places where places.count > 1 {
                    let within = places.reduce(0) { $0 + square($1, place).squareRoot() } / Double(places.count - 1)
                    let other = clusters.filter { $0.key != name }.values.map { others in
                        others.reduce(0) { $0 + square($1, place).squareRoot() } / Double(others.count)
                    }
                    let nearest = other.min() ?? 0
                    if max(within, nearest) > 0 { silhouette += (nearest - within) / max(within, nearest) }
                }
            }
            let ours = try #require(summary.value(Inertia.self))
            #expect(abs(ours - inertia) <= 1e-12 * max(1, inertia))
            guard clusters.count > 1 else { continue }
            let score = try #require(summary.value(SilhouetteScore.self))
            #expect(abs(score - silhouette / Double(points.count)) <= 1e-12)
        }
    }

    private func square(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    /// Sums of squares alone would have lost every digit.
    @Test func `inertia is exact wherever the points are`() throws {
        for offset in [0.0, 1e6, 1e12, 0x1p51] {
            let points = (0..<1000).map { Point(place: [offset + Double($0 % 4), -offset], cluster: "\($0 % 2)") }
            #expect(ClusteringSummary(try profile(points, limit: 100)).value(Inertia.self) == 1000)
        }
    }
}
