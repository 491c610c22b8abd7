import TestSupport

@testable import Statistics

/// Columns of many shapes, the same in every run.
struct RandomColumns {
    private var generator: SplitMix64

    init(seed: Int) {
        generator = SplitMix64(seed: UInt64(seed))
    }

    /// How numbers are distributed.
    enum Shape: CaseIterable {
        case uniform, normal, heavyTailed, spiked, tied, whole, two, huge, tiny
    }

    mutating func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }

    mutating func size(below bound: Int) -> Int { Int.random(in: 1..<bound, using: &generator) }

    /// A number, moved by a shift in units of the shape.
    mutating func number(_ shape: Shape, shift: Double = 0) -> Double {
        switch shape {
        case .uniform: uniform() + shift
        // The sum of twelve uniform numbers.
        case .normal: (0..<12).reduce(-6 + shift) { sum, _ in sum + uniform() }
        case .heavyTailed: (1 / (uniform() + 1e-9) - 1) * (uniform() < 0.5 ? -1 : 1) + shift
        case .spiked: uniform() < 0.6 ? shift : uniform() * 10 + shift
        case .tied: (uniform() * 50).rounded(.down) / 4 + shift
        case .whole: (uniform() * 9 + shift).rounded(.down)
        case .two: uniform() < 0.4 + shift ? 1 : 0
        case .huge: (uniform() + shift) * 1e150
        case .tiny: (uniform() + shift) * 1e-150
        }
    }

    mutating func numbers(_ shape: Shape, _ count: Int, shift: Double = 0) -> [Double] {
        (0..<count).map { _ in number(shape, shift: shift) }
    }

    /// Counts of categories named `c0000`, `c0001` and so on, the first ones more frequent.
    mutating func counts(_ categories: Int, _ count: Int) -> [String: Int] {
        var counts: [String: Int] = [:]
        for _ in 0..<count {
            let category = Int(uniform() * uniform() * Double(categories))
            counts[Self.name(category), default: 0] += 1
        }
        return counts
    }

    static func name(_ category: Int) -> String {
        let digits = String(category)
        return "c" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &generator) }
}
